package io.retune.eval.search;

import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/** Bounds how many searches run at the same time, and how many begin in a minute. Thread-safe. */
final class SearchTurns {
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final Semaphore places;
  private final int maxPerMinute;
  private final LongSupplier nanoClock;
  private long minuteBegan;
  private int begun;

  /**
   * @param nanoClock as {@link System#nanoTime}
   */
  SearchTurns(int maxConcurrent, int maxPerMinute, LongSupplier nanoClock) {
    this.places = new Semaphore(maxConcurrent);
    this.maxPerMinute = maxPerMinute;
    this.nanoClock = nanoClock;
    this.minuteBegan = nanoClock.getAsLong();
  }

  /** False where it has to wait; else to be followed by {@link #end()}. */
  boolean begin() {
    if (!places.tryAcquire()) {
      return false;
    }
    if (!isWithinTheMinute()) {
      places.release();
      return false;
    }
    return true;
  }

  void end() {
    places.release();
  }

  private synchronized boolean isWithinTheMinute() {
    long now = nanoClock.getAsLong();
    if (now - minuteBegan >= MINUTE_NANOS) {
      minuteBegan = now;
      begun = 0;
    }
    if (begun >= maxPerMinute) {
      return false;
    }
    begun++;
    return true;
  }
}
