package io.retune.cli.command;

import io.retune.broker.EmbeddedBroker;
import io.retune.schemas.TopicCreator;
import io.retune.schemas.TopicNames;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import picocli.CommandLine;

/**
 * Runs commands once on a broker of its own, and prints nothing. The script that builds the command
 * has the virtual machine keep the classes that this loads: then a command takes two thirds of the
 * work.
 */
final class Rehearsal {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private Rehearsal() {}

  /** Ends with 0 where all commands went well. */
  public static void main(String[] arguments) throws IOException {
    System.exit(rehearse());
  }

  /** The exit status of the commands, 0 where all went well. */
  static int rehearse() throws IOException {
    Path directory = Files.createTempDirectory("retune-rehearsal");
    int status = 0;
    try (EmbeddedBroker broker = new EmbeddedBroker(directory, 0, Map.of())) {
      createTopics(broker.bootstrap());
      Path document = Files.writeString(directory.resolve("document.txt"), "A document.");
      status |= run(broker, "ingest", document.toString());
      status |= run(broker, "tail", "documents", "--max", "1");
      status |= run(broker, "dead-letters", "list");
      status |= run(broker, "status");
    } finally {
      delete(directory);
    }
    return status;
  }

  private static int run(EmbeddedBroker broker, String... command) {
    CommandLine line = RetuneCommand.commandLine();
    line.setOut(new PrintWriter(Writer.nullWriter()));
    return line.execute(
        Stream.concat(Stream.of(command), Stream.of("--bootstrap", broker.bootstrap()))
            .toArray(String[]::new));
  }

  private static void createTopics(String bootstrap) {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
      new TopicCreator(new TopicNames(""), 1, Optional.of((short) 1)).createAll(admin, TIMEOUT);
    }
  }

  private static void delete(Path directory) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(directory)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.deleteIfExists(file);
    }
  }
}
