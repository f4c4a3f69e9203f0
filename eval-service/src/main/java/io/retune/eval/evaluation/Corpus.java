package io.retune.eval.evaluation;

import io.retune.eval.ranking.VectorTable;
import java.util.List;
import java.util.Objects;

/**
 * The nodes that are searched.
 *
 * @param nodeIds row by row
 * @param vectors of unit length, row by row
 * @param texts row by row
 * @param language the most frequent language of the nodes, ISO 639-1; empty where not known
 */
public record Corpus(
    List<String> nodeIds, VectorTable vectors, List<String> texts, String language) {
  public Corpus {
    nodeIds = List.copyOf(nodeIds);
    texts = List.copyOf(texts);
    Objects.requireNonNull(language, "language");
    if (vectors.rows() != nodeIds.size() || texts.size() != nodeIds.size()) {
      throw new IllegalArgumentException("a corpus needs a vector and a text for each node");
    }
  }

  public int nodes() {
    return nodeIds.size();
  }
}
