package io.retune.eval.stream;

import io.retune.chassis.streams.LongWork;
import java.util.Objects;

/**
 * Where evaluations run: those of large collections and those of small ones side by side, one of
 * each at a time, so that a small collection never waits for a large one. Thread-safe.
 *
 * @param large for collections of more nodes than {@link #SMALL}, and where that is not known
 * @param small for the others
 */
public record EvaluationQueues(LongWork large, LongWork small) {
  /** Up to how many nodes a collection is small: its evaluation takes some seconds. */
  static final long SMALL = 20_000;

  public EvaluationQueues {
    Objects.requireNonNull(large, "large");
    Objects.requireNonNull(small, "small");
  }

  /**
   * The one for a collection.
   *
   * @param nodes of the collection; 0 where that is not known
   */
  LongWork of(long nodes) {
    return nodes > 0 && nodes <= SMALL ? small : large;
  }

  /** Gives up a collection's place. */
  void leave(String collection) {
    large.leave(collection);
    small.leave(collection);
  }
}
