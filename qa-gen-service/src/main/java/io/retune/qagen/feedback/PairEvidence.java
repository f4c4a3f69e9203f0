package io.retune.qagen.feedback;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What users did with one node when they asked one question.
 *
 * @param question as most searches wrote it
 * @param node its id
 * @param shown how often it was shown
 * @param clicks searches in which it was clicked
 * @param expected clicks that its ranks explain
 * @param people different clients that clicked it; those that are not known count as one
 * @param thumbsUp of different clients
 * @param thumbsDown of different clients
 * @param clicksByVersion of the adapter that ranked, 0 for the base model, −1 where it is not known
 */
public record PairEvidence(
    String question,
    String node,
    int shown,
    int clicks,
    double expected,
    int people,
    int thumbsUp,
    int thumbsDown,
    SortedMap<Integer, Integer> clicksByVersion) {
  public PairEvidence {
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(node, "node");
    clicksByVersion = Collections.unmodifiableSortedMap(new TreeMap<>(clicksByVersion));
  }

  /** Clicks over expected clicks: 1 where its ranks explain them. */
  public double ratio() {
    return expected == 0 ? 0 : clicks / expected;
  }
}
