package io.retune.cli.forget;

import io.retune.cli.CommandFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** The time between two looks. */
final class Pause {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  private Pause() {}

  /**
   * Looks until a condition is met.
   *
   * @return whether it was before the deadline
   * @throws CommandFailure if the command is interrupted
   */
  static boolean until(BooleanSupplier condition, Instant deadline) {
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        return false;
      }
      of(BETWEEN_LOOKS);
    }
    return true;
  }

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
