package io.retune.cli.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retune.cli.stack.Installation;
import io.retune.cli.stack.LocalStack;
import io.retune.cli.stack.StackDirectory;
import io.retune.cli.stack.StackHeaps;
import io.retune.cli.stack.StackPorts;
import io.retune.cli.stack.StackSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code retune up}: the local stack in the foreground. */
@Command(
    name = "up",
    description = {
      "Runs the local stack in the foreground: a broker and the five services.",
      "With --bootstrap, the services alone, on that cluster.",
      "Ctrl-C stops it; started again on the same directory, it goes on where it was."
    })
final class UpCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private CommonOptions common;
  @Mixin private SettingOptions settings;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".retune",
      description = "Where state and logs are kept (default: ${DEFAULT-VALUE}).")
  private Path data;

  @Option(
      names = StackPorts.BROKER_OPTION,
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Port of the Kafka broker (default: ${DEFAULT-VALUE}).")
  private int brokerPort;

  @Option(
      names = StackPorts.INGEST_OPTION,
      paramLabel = "PORT",
      defaultValue = "8081",
      description = "Port of the ingest service (default: ${DEFAULT-VALUE}).")
  private int ingestPort;

  @Option(
      names = StackPorts.QA_GEN_OPTION,
      paramLabel = "PORT",
      defaultValue = "8082",
      description = "Port of the qa-gen service (default: ${DEFAULT-VALUE}).")
  private int qaGenPort;

  @Option(
      names = StackPorts.TRAINER_OPTION,
      paramLabel = "PORT",
      defaultValue = "8083",
      description = "Port of the trainer service (default: ${DEFAULT-VALUE}).")
  private int trainerPort;

  @Option(
      names = StackPorts.EVAL_OPTION,
      paramLabel = "PORT",
      defaultValue = "8084",
      description = "Port of the eval service (default: ${DEFAULT-VALUE}).")
  private int evalPort;

  @Option(
      names = StackPorts.SERVING_OPTION,
      paramLabel = "PORT",
      defaultValue = "8085",
      description = "Port of the serving service (default: ${DEFAULT-VALUE}).")
  private int servingPort;

  @Option(
      names = "--no-serving",
      description = "Leaves the serving service out, which answers at /v1/embeddings.")
  private boolean withoutServing;

  @Option(
      names = "--heap",
      paramLabel = "SERVICE=MB",
      description = {
        "The most memory in megabytes that the Java heap of a service may take, such as trainer=1500;",
        "may be given several times. docs/sizing.md says who needs how much."
      })
  private Map<String, Integer> heapMegabytes = new LinkedHashMap<>();

  @Override
  public Integer call() {
    StackPorts ports = ports();
    StackDirectory directory = new StackDirectory(data);
    StackSettings stackSettings =
        new StackSettings(
            directory,
            ports,
            heaps(),
            !withoutServing,
            common.givenBootstrap(),
            common.names(),
            common.access().forServices(),
            settings.files(),
            settings.settings());
    PrintWriter output = command.commandLine().getOut();
    // With --json, stdout has JSON only.
    ConsoleStackListener listener =
        new ConsoleStackListener(common.json() ? command.commandLine().getErr() : output);
    LocalStack stack = LocalStack.in(directory, listener);
    listener.said("starting the stack; its logs are in " + directory.logs());
    new Foreground(stack, listener)
        .run(
            () -> {
              Instant begin = Instant.now();
              stack.start(Installation.current(), stackSettings);
              announce(stackSettings, Duration.between(begin, Instant.now()), output);
            });
    return 0;
  }

  private StackHeaps heaps() {
    try {
      return new StackHeaps(heapMegabytes);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), "--heap: " + e.getMessage());
    }
  }

  private void announce(StackSettings stack, Duration took, PrintWriter output) {
    StackPorts ports = stack.ports();
    Map<String, String> places = new LinkedHashMap<>();
    places.put("kafka", stack.bootstrap());
    places.put("ingest", "http://127.0.0.1:" + ports.ingest());
    places.put("qa-gen", "http://127.0.0.1:" + ports.qaGen());
    places.put("trainer", "http://127.0.0.1:" + ports.trainer());
    places.put("eval", "http://127.0.0.1:" + ports.eval());
    if (stack.serves()) {
      places.put("serving", "http://127.0.0.1:" + ports.serving() + "/v1");
    }
    if (common.json()) {
      ObjectNode ready = new ObjectMapper().createObjectNode();
      ready.put("ready", true).put("seconds", took.toMillis() / 1000.0);
      ready.put("data", stack.directory().root().toString());
      places.forEach(ready::put);
      output.println(ready);
    } else {
      output.printf(Locale.ROOT, "ready in %.1f s%n", took.toMillis() / 1000.0);
      places.forEach((name, place) -> output.printf("  %-8s %s%n", name, place));
      output.println("Ctrl-C stops it");
    }
    output.flush();
  }

  private StackPorts ports() {
    try {
      return new StackPorts(brokerPort, ingestPort, qaGenPort, trainerPort, evalPort, servingPort);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
