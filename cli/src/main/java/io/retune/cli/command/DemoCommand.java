package io.retune.cli.command;

import io.retune.cli.CommandFailure;
import io.retune.cli.cluster.KafkaConfigFile;
import io.retune.cli.demo.DemoOptions;
import io.retune.cli.demo.DemoRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code retune demo}: from documents to an evaluated adapter. */
@Command(
    name = "demo",
    description = {
      "Starts a fresh local stack on free ports, streams documents through it, and prints what the"
          + " adapter did.",
      "Without paths it streams the API documentation of the Kafka client, an older version and"
          + " then a newer one, and evaluates on questions that developers ask."
    })
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private CommonOptions common;
  @Mixin private CollectionOption collection;
  @Mixin private SettingOptions settings;

  @Option(
      names = "--train",
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files and folders to train on.")
  private List<Path> train = List.of();

  @Option(
      names = "--validation",
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Files and folders to evaluate on; without them, a share of the nodes to train on.")
  private List<Path> validation = List.of();

  @Option(names = "--stay", description = "Leave the stack up at the end, until Ctrl-C.")
  private boolean stay;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".retune/demo",
      description = "Where state and logs are kept; emptied first (default: ${DEFAULT-VALUE}).")
  private Path data;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "180",
      description =
          "Give up when nothing has happened for this time (default: ${DEFAULT-VALUE} seconds).")
  private int timeoutSeconds;

  @Override
  public Integer call() {
    DemoOptions options = options();
    Console console = Console.of(command.commandLine());
    boolean bars = System.console() != null && !common.json();
    // With --json, stdout has JSON only.
    PrintWriter progress = common.json() ? console.errors() : console.output();
    DemoRun demo =
        bars ? DemoRun.onTerminal(options, System.out) : DemoRun.withLines(options, progress);
    Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "stop"));
    try (demo) {
      demo.run();
      if (common.json()) {
        console.json(demo.json());
      } else {
        console.line("");
        demo.lines().forEach(console::line);
      }
      if (stay) {
        progress.println("the stack stays up until Ctrl-C: " + demo.places());
        progress.flush();
        throw new CommandFailure(demo.awaitStackFailure());
      }
    }
    return 0;
  }

  private DemoOptions options() {
    if (!common.access().equals(KafkaConfigFile.NONE)) {
      throw new ParameterException(
          command.commandLine(), "demo runs on a cluster without login and encryption");
    }
    try {
      return new DemoOptions(
          collection.name(),
          train,
          validation,
          common.givenBootstrap(),
          common.names(),
          data,
          Duration.ofSeconds(timeoutSeconds),
          settings.files(),
          settings.settings());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}
