package io.retune.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetuneCommandTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "demo",
        "up",
        "broker",
        "ingest",
        "import",
        "status",
        "adapters",
        "tail",
        "export",
        "export adapter",
        "export dataset",
        "promote",
        "rollback",
        "forget",
        "dead-letters",
        "dead-letters list",
        "dead-letters replay",
        "dead-letters drop"
      })
  void explainsEachCommand(String command) {
    // Given
    String arguments = (command + " --help").strip();

    // When
    Execution execution = Execution.of(arguments.split(" "));

    // Then
    assertThat(execution.status()).isZero();
    assertThat(execution.output()).startsWith("Usage: retune");
    assertThat(execution.errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bogus",
        "up --bogus",
        "up --broker-port nine",
        "up --broker-port 8081",
        "up --config /no/such/file",
        "up --set novalue",
        "up --heap trainer=much",
        "up --heap trainer=5",
        "up --heap nobody=500",
        "up --set retune.qa-gen.llm.api-key=abc",
        "up --set kafka.sasl.jaas.config=abc",
        "up --set kafka.ssl.truststore.password=abc",
        "demo --set quarkus.oidc.credentials.secret=abc",
        "rollback --bootstrap kafka.example.com:9092",
        "promote 1 --bootstrap 127.0.0.1:9092,kafka.example.com:9092",
        "broker --broker-port 70000",
        "broker --partitions 0",
        "broker --prefix UPPER",
        "broker --bootstrap 127.0.0.1:9092",
        "demo --validation somewhere",
        "ingest",
        "ingest --split sideways file",
        "ingest --collection UPPER file",
        "import --split auto file",
        "tail no-such-topic",
        "tail nodes --max 0",
        "promote first",
        "promote -- -1",
        "status --prefix UPPER",
        "export",
        "dead-letters",
        "dead-letters list documents"
      })
  void refusesWrongUsageInOneLine(String command) {
    // Given
    String[] arguments = command.isEmpty() ? new String[0] : command.split(" ");

    // When
    Execution execution = Execution.of(arguments);

    // Then
    assertThat(execution.status()).isEqualTo(2);
    assertThat(execution.errors().lines()).hasSize(1);
    assertThat(execution.errors()).startsWith("retune: ").contains("--help");
    assertThat(execution.output()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "tail nodes"})
  void saysInOneLineThatNoClusterAnswers(String command) {
    // Given: nothing listens on port 1.
    String[] arguments = (command + " --bootstrap 127.0.0.1:1").split(" ");

    // When
    Execution execution = Execution.of(arguments);

    // Then
    assertThat(execution.status()).isEqualTo(1);
    assertThat(execution.errors())
        .isEqualTo(
            "retune: no Kafka answers at 127.0.0.1:1; start a local stack with: ./retune up, or"
                + " name a cluster with --bootstrap\n");
  }

  @Test
  void saysWhereASecretBelongs() {
    // Given
    String setting = "retune.qa-gen.llm.api-key=abc";

    // When
    Execution execution = Execution.of("up", "--set", setting);

    // Then
    assertThat(execution.errors())
        .contains("RETUNE_QA_GEN_LLM_API_KEY", "--config FILE")
        .doesNotContain("abc");
  }

  @Test
  void wantsTheAddressOfTheServiceOfAnotherCluster(@TempDir Path folder) throws IOException {
    // Given
    Path adapter = Files.createDirectory(folder.resolve("adapter"));

    // When
    Execution execution =
        Execution.of("import", adapter.toString(), "--bootstrap", "kafka.example.com:9092");

    // Then
    assertThat(execution.status()).isEqualTo(2);
    assertThat(execution.errors()).contains("--trainer-url must say where");
  }

  @Test
  void takesTheAddressOfAServiceOfAnotherCluster() {
    // Given: nothing listens on port 1.
    String service = "http://127.0.0.1:1";

    // When
    Execution execution =
        Execution.of(
            "promote", "1", "--bootstrap", "kafka.example.com:9092", "--eval-url", service);

    // Then
    assertThat(execution.errors()).contains("no eval service answers at " + service);
  }

  @Test
  void refusesAKafkaConfigWithASecretThatOthersCanRead(@TempDir Path folder) throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("client.properties"), "ssl.key.password=abc\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    // When
    Execution execution = Execution.of("status", "--kafka-config", file.toString());

    // Then
    assertThat(execution.status()).isEqualTo(1);
    assertThat(execution.errors()).contains("chmod 600").doesNotContain("abc");
  }

  @Test
  void refusesATokenThatOthersCanRead(@TempDir Path folder) throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("token"), "abc\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    // When
    Execution execution = Execution.of("promote", "1", "--token-file", file.toString());

    // Then
    assertThat(execution.status()).isEqualTo(1);
    assertThat(execution.errors()).contains("chmod 600").doesNotContain("abc");
  }

  @Test
  void takesTheBrokersFromAKafkaConfig(@TempDir Path folder) throws IOException {
    // Given: nothing listens on port 1.
    Path file =
        Files.writeString(folder.resolve("client.properties"), "bootstrap.servers=127.0.0.1:1\n");

    // When
    Execution execution = Execution.of("status", "--kafka-config", file.toString());

    // Then
    assertThat(execution.errors()).contains("no Kafka answers at 127.0.0.1:1");
  }

  @Test
  void saysInOneLineThatNoServiceAnswers() {
    // Given: nothing listens on port 1.
    String service = "http://127.0.0.1:1";

    // When
    Execution execution = Execution.of("promote", "3", "--eval-url", service);

    // Then
    assertThat(execution.status()).isEqualTo(1);
    assertThat(execution.errors())
        .isEqualTo(
            "retune: no eval service answers at http://127.0.0.1:1; --eval-url names another\n");
  }

  @Test
  void printsItsVersion() {
    // Given, When
    Execution execution = Execution.of("--version");

    // Then
    assertThat(execution.output()).matches("retune \\d+\\.\\d+\\.\\d+\\S*\n");
  }
}
