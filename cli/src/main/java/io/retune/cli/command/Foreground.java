package io.retune.cli.command;

import io.retune.cli.CommandFailure;
import io.retune.cli.stack.LocalStack;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs a stack until Ctrl-C, or until it cannot go on. */
final class Foreground {
  private final LocalStack stack;
  private final ConsoleStackListener listener;
  private final AtomicBoolean failed = new AtomicBoolean();

  /**
   * @param listener of the same stack
   */
  Foreground(LocalStack stack, ConsoleStackListener listener) {
    this.stack = stack;
    this.listener = listener;
  }

  /**
   * Does not return: on Ctrl-C the stack is stopped and the process ends with 0.
   *
   * @param start starts the stack and says so
   * @throws CommandFailure with the reason why the stack did not start or cannot go on
   */
  void run(Runnable start) {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    try {
      start.run();
      throw new CommandFailure(listener.failure().join());
    } finally {
      failed.set(true);
    }
  }

  /** Ctrl-C is how such a command is meant to end, so it ends well. */
  private void stop() {
    if (failed.get()) {
      stack.close();
      return;
    }
    listener.said("stopping");
    stack.close();
    listener.said("stopped");
    Runtime.getRuntime().halt(0);
  }
}
