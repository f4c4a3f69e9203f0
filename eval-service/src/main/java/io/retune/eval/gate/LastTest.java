package io.retune.eval.gate;

import io.retune.eval.statistics.Sketch;
import java.util.Objects;

/**
 * What there was to learn from and to be judged by when a candidate was last tested.
 *
 * @param against the judged version of the champion
 * @param nodes of the collection
 * @param questions that were evidence
 */
public record LastTest(long against, Sketch nodes, Sketch questions) {
  public LastTest {
    Objects.requireNonNull(nodes, "nodes");
    Objects.requireNonNull(questions, "questions");
  }

  /**
   * Whether a further test against the same champion could show something else.
   *
   * @param now the same of today
   * @param newShare of the nodes or of the questions that must have changed
   */
  public boolean isOutdated(LastTest now, double newShare) {
    return against != now.against
        || nodes.difference(now.nodes) >= newShare
        || questions.difference(now.questions) >= newShare;
  }
}
