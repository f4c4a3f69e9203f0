package io.retune.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.adapter.follow.AdapterFollower;
import io.retune.schemas.TopicCreator;
import io.retune.schemas.TopicNames;
import io.retune.testing.AclTable;
import io.retune.testing.SecuredBroker;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command and the follower on a cluster with TLS, a login and rights. */
class SecuredClusterTest {
  private static SecuredBroker broker;

  @TempDir private Path folder;

  @BeforeAll
  static void startBroker() throws IOException {
    broker = SecuredBroker.start(List.of("application"));
    broker.allow(AclTable.of("application", Path.of("../docs/security.md")));
    try (Admin admin = broker.administrator()) {
      new TopicCreator(new TopicNames(""), 2, Optional.of((short) 1))
          .createAll(admin, Duration.ofSeconds(60));
    }
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void theCommandLogsInWithItsFile() throws IOException {
    // Given
    String file = file(SecuredBroker.ADMINISTRATOR, broker.bootstrap());

    // When
    Execution reading = Execution.of("status", "--kafka-config", file);
    Execution writing = Execution.of("ingest", "../LICENSE", "--kafka-config", file);

    // Then
    assertThat(reading.errors()).isEmpty();
    assertThat(reading.output()).contains("adapter-releases");
    assertThat(writing.errors()).isEmpty();
    assertThat(writing.status()).isZero();
  }

  @Test
  void theCommandMayNotWriteWhatItsUserMayNot() throws IOException {
    // Given
    String file = file("application", broker.bootstrap());

    // When
    Execution execution = Execution.of("ingest", "../LICENSE", "--kafka-config", file);

    // Then
    assertThat(execution.status()).isEqualTo(1);
    assertThat(execution.errors()).contains("Not authorized to access topics: [documents]");
  }

  @Test
  void theCommandRefusesABrokerWithTheCertificateOfAnotherHost() throws IOException {
    // Given
    String file = file(SecuredBroker.ADMINISTRATOR, broker.bootstrapOfAnotherHost());

    // When
    Execution execution = Execution.of("status", "--kafka-config", file);

    // Then
    assertThat(execution.status()).isEqualTo(1);
  }

  @Test
  void theFollowerReadsWithTheRightsOfAnApplication() throws InterruptedException {
    // Given
    AdapterFollower.Builder builder =
        AdapterFollower.of(broker.bootstrap(), "default")
            .consumerProperties(broker.client("application"));

    // When
    boolean known;
    try (AdapterFollower follower = builder.start()) {
      known = follower.awaitFirst(Duration.ofSeconds(30));
    }

    // Then
    assertThat(known).isTrue();
  }

  @Test
  void theFollowerRefusesABrokerWithTheCertificateOfAnotherHost() throws InterruptedException {
    // Given
    AdapterFollower.Builder builder =
        AdapterFollower.of(broker.bootstrapOfAnotherHost(), "default")
            .consumerProperties(broker.client("application"));

    // When
    boolean known;
    try (AdapterFollower follower = builder.start()) {
      known = follower.awaitFirst(Duration.ofSeconds(5));
    }

    // Then
    assertThat(known).isFalse();
  }

  private String file(String user, String bootstrap) throws IOException {
    Properties properties = new Properties();
    properties.putAll(broker.client(user));
    properties.put("bootstrap.servers", bootstrap);
    Path file =
        Files.createFile(
            folder.resolve("client.properties"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    return file.toString();
  }
}
