package io.retune.chassis.kafka;

import java.time.Duration;

/**
 * When something that takes several waits must be over. By the clock that only goes forward.
 *
 * @param timeout how long it may take in all
 * @param endNanos as {@link System#nanoTime()} has it
 */
record Deadline(Duration timeout, long endNanos) {
  static Deadline in(Duration timeout) {
    return new Deadline(timeout, System.nanoTime() + timeout.toNanos());
  }

  /** Zero where it has passed. */
  Duration remaining() {
    return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
  }

  boolean hasPassed() {
    return endNanos - System.nanoTime() <= 0;
  }
}
