package io.retune.eval.evaluation;

import java.util.Objects;

/**
 * The nodes that are searched.
 *
 * @param nodes how many
 * @param language the most frequent language of the nodes, ISO 639-1; empty where not known
 */
public record Corpus(int nodes, String language) {
  public Corpus {
    Objects.requireNonNull(language, "language");
    if (nodes < 0) {
      throw new IllegalArgumentException("a corpus of " + nodes + " nodes");
    }
  }
}
