package io.retune.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retune.schemas.Topic;
import io.retune.schemas.Topics;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each command is a process of its own, as on the command line. */
@Timeout(120)
class BrokerCommandTest {
  private static final ConfigResource NODES =
      new ConfigResource(ConfigResource.Type.TOPIC, Topics.NODES.name());

  @TempDir private Path folder;
  private final List<Running> started = new ArrayList<>();

  @AfterEach
  void endCommands() throws Exception {
    for (Running running : started) {
      running.interrupt();
    }
  }

  @Test
  void createsTheTopicsOfTheFlowWithTheirSettings() throws Exception {
    // Given, When
    Running broker = start("--partitions", "3");

    // Then
    try (Admin admin = admin(broker)) {
      Set<String> names = admin.listTopics().names().get();
      assertThat(names).containsAll(Topics.ALL.stream().map(Topic::name).toList());
      TopicDescription nodes =
          admin.describeTopics(List.of(Topics.NODES.name())).allTopicNames().get().get("nodes");
      assertThat(nodes.partitions()).hasSize(3);
      Config settings = admin.describeConfigs(List.of(NODES)).all().get().get(NODES);
      assertThat(settings.get("cleanup.policy").value()).isEqualTo("compact");
    }
  }

  @Test
  void endsWellOnAnInterruptAndTakesTheBrokerWithIt() throws Exception {
    // Given
    Running command = start();
    List<ProcessHandle> processes = command.process().descendants().toList();

    // When
    int status = command.interrupt();

    // Then
    assertThat(status).isZero();
    assertThat(processes).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    assertThat(folder.resolve("errors")).hasContent("stopping\nstopped");
  }

  @Test
  void keepsRecordsForTheNextBrokerOnTheSameDirectory() throws Exception {
    // Given
    Running first = start();
    send(first, "default/1");
    first.interrupt();

    // When
    Running second = start();

    // Then
    try (Admin admin = admin(second)) {
      assertThat(records(admin)).isEqualTo(1);
    }
  }

  @Test
  void leavesADirectoryToTheBrokerThatRunsOnIt() throws Exception {
    // Given
    start();

    // When
    Process second = process("--broker-port", "0");

    // Then
    assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isEqualTo(1);
    assertThat(folder.resolve("errors"))
        .hasContent(
            "retune: another stack runs on "
                + folder.resolve("data")
                + "; stop it first, or name another directory with --data");
  }

  private Running start(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--json", "--broker-port", "0"));
    arguments.addAll(List.of(options));
    Process process = process(arguments.toArray(String[]::new));
    BufferedReader output = process.inputReader(UTF_8);
    JsonNode ready = new ObjectMapper().readTree(output.readLine());
    Running running = new Running(process, ready.path("kafka").asText());
    started.add(running);
    return running;
  }

  private Process process(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                Retune.class.getName(),
                "broker",
                "--data",
                folder.resolve("data").toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectError(Files.createDirectories(folder).resolve("errors").toFile())
        .start();
  }

  private static Admin admin(Running broker) {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()));
  }

  private static void send(Running broker, String key) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(Topics.NODES.name(), 0, key, "a node")).get();
    }
  }

  private static long records(Admin admin) throws Exception {
    TopicPartition partition = new TopicPartition(Topics.NODES.name(), 0);
    return admin
        .listOffsets(Map.of(partition, OffsetSpec.latest()))
        .partitionResult(partition)
        .get()
        .offset();
  }

  /**
   * @param bootstrap where its broker listens
   */
  private record Running(Process process, String bootstrap) {
    /**
     * As Ctrl-C does, and waits for the end. A process that was started in the background of a
     * script does not hear it, and hands that on to its own.
     */
    int interrupt() throws Exception {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError("the command went on after an interrupt");
      }
      return process.exitValue();
    }
  }
}
