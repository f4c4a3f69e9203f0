package io.retune.testing;

import io.retune.broker.EmbeddedBroker;
import io.retune.schemas.TopicCreator;
import io.retune.schemas.TopicNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** A real broker for tests: in a container where Docker answers, else in this JVM. */
public final class TestBroker implements AutoCloseable {
  private static final String IMAGE = "apache/kafka:4.1.2";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final String bootstrap;
  private final AutoCloseable broker;

  private TestBroker(String bootstrap, AutoCloseable broker) {
    this.bootstrap = bootstrap;
    this.broker = broker;
  }

  /** Returns when the broker takes connections. */
  public static TestBroker start() {
    return DockerClientFactory.instance().isDockerAvailable() ? inContainer() : inThisJvm();
  }

  public String bootstrap() {
    return bootstrap;
  }

  /** Creates all topics of the flow, as a service would, with so many partitions each. */
  public TestBroker withTopics(int partitions) {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
      new TopicCreator(new TopicNames(""), partitions, Optional.of((short) 1))
          .createAll(admin, TIMEOUT);
    }
    return this;
  }

  @Override
  public void close() {
    try {
      broker.close();
    } catch (Exception e) {
      throw new IllegalStateException("the test broker does not stop", e);
    }
  }

  private static TestBroker inContainer() {
    KafkaContainer container =
        new KafkaContainer(IMAGE)
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
    container.start();
    return new TestBroker(container.getBootstrapServers(), container);
  }

  private static TestBroker inThisJvm() {
    try {
      Path directory = Files.createTempDirectory("retune-test-broker-");
      EmbeddedBroker broker = new EmbeddedBroker(directory, 0, Map.of());
      return new TestBroker(
          broker.bootstrap(),
          () -> {
            broker.close();
            delete(directory);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path directory) throws IOException {
    try (var paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
