package io.retune.cli.forget;

import io.retune.cli.CommandFailure;
import java.time.Duration;

/** The time between two looks. */
final class Pause {
  private Pause() {}

  /**
   * @throws CommandFailure if the command is interrupted
   */
  static void of(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    }
  }
}
