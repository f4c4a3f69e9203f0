package io.retune.chassis.outage;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait between tries: twice as long each time, up to a limit, a quarter more or less by
 * chance, so that many callers do not come back at once.
 *
 * @param first before the second try; positive
 * @param longest no wait is longer, unless the dependency asks for more; at least the first
 */
public record BackOff(Duration first, Duration longest) {
  /** One second, doubling to a minute. */
  public static final BackOff USUAL = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(60));

  /** No server has a reason to ask for more, and a wait this long is tried again unasked. */
  static final Duration LONGEST_WISH = Duration.ofHours(1);

  private static final double JITTER = 0.25;
  private static final int MAX_DOUBLINGS = 30;

  public BackOff {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "the first wait must be positive and no longer than the longest: %s, %s"
              .formatted(first, longest));
    }
  }

  /**
   * The wait after a failure.
   *
   * @param failures in a row, this one included
   * @param wish what the dependency asks for; zero for nothing
   */
  Duration after(int failures, Duration wish, RandomGenerator random) {
    double doubled =
        first.toMillis() * Math.pow(2, Math.min(Math.max(failures - 1, 0), MAX_DOUBLINGS));
    double own = Math.min(doubled, longest.toMillis()) * random.nextDouble(1 - JITTER, 1 + JITTER);
    long wished = Math.min(wish.toMillis(), LONGEST_WISH.toMillis());
    return Duration.ofMillis(Math.max(1, Math.max(Math.round(own), wished)));
  }
}
