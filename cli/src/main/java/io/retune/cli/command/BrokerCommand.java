package io.retune.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retune.cli.CommandFailure;
import io.retune.cli.cluster.Cluster;
import io.retune.cli.stack.LocalStack;
import io.retune.cli.stack.StackDirectory;
import io.retune.cli.stack.StackPorts;
import io.retune.schemas.TopicCreator;
import io.retune.schemas.TopicNames;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code retune broker}: the local stack's broker without its services, in the foreground. */
@Command(
    name = "broker",
    description = {
      "Runs the local stack's broker alone in the foreground, with the topics of the flow: for"
          + " services in dev mode and for tests of applications.",
      "Ctrl-C stops it; started again on the same directory, it goes on where it was."
    })
final class BrokerCommand implements Callable<Integer> {
  private static final Duration TOPICS_TIMEOUT = Duration.ofSeconds(60);

  /** One broker: a copy of a record could lie nowhere else. */
  private static final short REPLICAS = 1;

  @Spec private CommandSpec command;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".retune",
      description = "Where records and the log are kept (default: ${DEFAULT-VALUE}).")
  private Path data;

  @Option(
      names = StackPorts.BROKER_OPTION,
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Port of the Kafka broker; 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--partitions",
      paramLabel = "COUNT",
      defaultValue = "2",
      description = "Partitions of each topic that is not there yet (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      defaultValue = "${env:RETUNE_PREFIX:-}",
      description = "What stands before the names of topics.")
  private String prefix;

  @Option(names = "--json", description = "Print JSON instead of text for people.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @Override
  public Integer call() {
    if (port < 0 || port > 65_535) {
      throw wrongUsage("port " + port + " is not between 0 and 65535");
    }
    TopicCreator topics = topics();
    int listening = port == 0 ? StackPorts.free().broker() : port;
    StackDirectory directory = new StackDirectory(data);
    PrintWriter output = command.commandLine().getOut();
    // With --json, stdout has JSON only.
    ConsoleStackListener listener =
        new ConsoleStackListener(json ? command.commandLine().getErr() : output);
    LocalStack stack = LocalStack.in(directory, listener);
    new Foreground(stack, listener)
        .run(
            () -> {
              Instant begin = Instant.now();
              stack.startBroker(listening);
              String bootstrap = "127.0.0.1:" + listening;
              create(topics, bootstrap);
              announce(bootstrap, directory, Duration.between(begin, Instant.now()), output);
            });
    return 0;
  }

  private TopicCreator topics() {
    try {
      return new TopicCreator(new TopicNames(prefix), partitions, Optional.of(REPLICAS));
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e.getMessage());
    }
  }

  private static void create(TopicCreator topics, String bootstrap) {
    try (Admin admin = new Cluster(bootstrap, topics.names()).admin()) {
      topics.createAll(admin, TOPICS_TIMEOUT);
    } catch (IllegalStateException e) {
      throw new CommandFailure(e.getMessage(), e);
    }
  }

  private void announce(
      String bootstrap, StackDirectory directory, Duration took, PrintWriter output) {
    double seconds = took.toMillis() / 1000.0;
    if (json) {
      ObjectNode ready = new ObjectMapper().createObjectNode();
      ready.put("ready", true).put("seconds", seconds);
      ready.put("data", directory.root().toString()).put("kafka", bootstrap);
      output.println(ready);
    } else {
      output.printf(
          Locale.ROOT,
          "broker ready at %s in %.1f s; its log is %s; Ctrl-C stops it%n",
          bootstrap,
          seconds,
          directory.log("broker"));
    }
    output.flush();
  }

  private ParameterException wrongUsage(String reason) {
    return new ParameterException(command.commandLine(), reason);
  }
}
