package io.retune.cli;

/**
 * A command could not do what it was asked to. The message is one line, for the person who asked.
 */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CommandFailure(String reason) {
    super(reason);
  }

  public CommandFailure(String reason, Throwable cause) {
    super(reason, cause);
  }
}
