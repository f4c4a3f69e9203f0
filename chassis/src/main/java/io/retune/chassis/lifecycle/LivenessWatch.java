package io.retune.chassis.lifecycle;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Ends a process whose liveness stays down. A channel that failed and a Kafka Streams client that
 * died leave a process that lives and does nothing; a restart from the last commit is the cure. Not
 * thread-safe.
 */
final class LivenessWatch {
  private static final Logger LOG = Logger.getLogger(LivenessWatch.class);

  private final Supplier<List<String>> down;
  private final int looks;
  private final Runnable exit;
  private int inARow;

  /**
   * @param down what is down, each with its reason where it has one; empty for a process that is
   *     live
   * @param looks after how many that found it down the process ends; at least one
   * @param exit ends the process with a failure
   */
  LivenessWatch(Supplier<List<String>> down, int looks, Runnable exit) {
    if (looks < 1) {
      throw new IllegalArgumentException("looks must be at least 1, not " + looks);
    }
    this.down = Objects.requireNonNull(down, "down");
    this.looks = looks;
    this.exit = Objects.requireNonNull(exit, "exit");
  }

  /** Looks once, and ends the process where this was one look too many. */
  void look() {
    List<String> failed = down.get();
    inARow = failed.isEmpty() ? 0 : inARow + 1;
    if (inARow == looks) {
      LOG.errorf(
          "not live for %d looks in a row: %s. The process ends, so that whoever runs it starts it"
              + " again from the last commit; where that repeats, the first error above says what"
              + " to mend",
          looks, String.join("; ", failed));
      exit.run();
    }
  }
}
