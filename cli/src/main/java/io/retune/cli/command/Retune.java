package io.retune.cli.command;

/** The {@code retune} command. */
public final class Retune {
  private Retune() {}

  /** Ends with 0 when all went well, 1 when something failed, 2 on wrong usage. */
  public static void main(String[] arguments) {
    System.exit(RetuneCommand.commandLine().execute(arguments));
  }
}
