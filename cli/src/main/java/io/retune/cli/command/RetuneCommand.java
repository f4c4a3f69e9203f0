package io.retune.cli.command;

import io.retune.cli.BuildFacts;
import io.retune.cli.CommandFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command that has all others below it. */
@Command(
    name = "retune",
    description = "Keeps retrieval tuned to a live document feed.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = RetuneCommand.Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:all went well",
      "1:something failed; one line on stderr says why",
      "2:wrong usage"
    },
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      BrokerCommand.class,
      IngestCommand.class,
      ImportCommand.class,
      StatusCommand.class,
      AdaptersCommand.class,
      BaseModelsCommand.class,
      TailCommand.class,
      ExportCommand.class,
      PromoteCommand.class,
      RollbackCommand.class,
      ForgetCommand.class,
      DeadLettersCommand.class,
    })
public final class RetuneCommand implements Runnable {
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  @Spec private CommandSpec command;

  private RetuneCommand() {}

  /** The command line, ready to execute. */
  public static CommandLine commandLine() {
    return new CommandLine(new RetuneCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(100)
        .setParameterExceptionHandler((exception, arguments) -> wrongUsage(exception))
        .setExecutionExceptionHandler((exception, line, result) -> failed(exception, line));
  }

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "which command?");
  }

  private static int wrongUsage(ParameterException exception) {
    CommandLine line = exception.getCommandLine();
    Console.of(line)
        .error(
            firstLine(exception.getMessage())
                + " (see: "
                + line.getCommandSpec().qualifiedName()
                + " --help)");
    return WRONG_USAGE;
  }

  private static int failed(Exception exception, CommandLine line) {
    String reason =
        exception instanceof CommandFailure
            ? exception.getMessage()
            : exception.getClass().getSimpleName() + ": " + exception.getMessage();
    Console.of(line).error(firstLine(reason));
    return FAILED;
  }

  private static String firstLine(String text) {
    return text == null ? "no reason given" : text.lines().findFirst().orElse("");
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"retune " + BuildFacts.read().version()};
    }
  }
}
