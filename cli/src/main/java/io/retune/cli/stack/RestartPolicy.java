package io.retune.cli.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How often and how soon a process that died is started again: the pause doubles with each death in
 * the window, up to the longest.
 *
 * @param firstPause before the first restart
 * @param longestPause no pause is longer
 * @param restarts allowed within the window
 * @param window after which a death is forgotten
 */
public record RestartPolicy(
    Duration firstPause, Duration longestPause, int restarts, Duration window) {
  /**
   * A broker that is away for ten minutes and longer is waited for: each start of a service fails
   * after a minute then. Whatever dies at once is given up after about half an hour.
   */
  public static final RestartPolicy USUAL =
      new RestartPolicy(Duration.ofSeconds(1), Duration.ofSeconds(60), 30, Duration.ofMinutes(30));

  public RestartPolicy {
    if (firstPause.isNegative() || longestPause.compareTo(firstPause) < 0 || restarts < 0) {
      throw new IllegalArgumentException("no such restart policy");
    }
  }

  /**
   * The pause before the next start; empty where the process died too often.
   *
   * @param deaths when it died, the last one included
   */
  Optional<Duration> pause(List<Instant> deaths, Instant now) {
    Instant from = now.minus(window);
    int recent = (int) deaths.stream().filter(death -> death.isAfter(from)).count();
    if (recent > restarts) {
      return Optional.empty();
    }
    Duration pause = firstPause;
    for (int i = 1; i < recent && pause.compareTo(longestPause) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return Optional.of(pause.compareTo(longestPause) > 0 ? longestPause : pause);
  }
}
