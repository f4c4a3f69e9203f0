package io.retune.trainer.train.fit;

import java.util.List;

/**
 * All that a fit sees. Equal sets in equal order give equal weights.
 *
 * @param dimension length of every vector
 * @param nodes unit vectors of all nodes of the collection, in the order of their ids
 * @param groups training questions by kind, at least one
 * @param unlabelled unit vectors of questions that people asked and whose answer is not known
 */
public record TrainingSet(
    int dimension, List<float[]> nodes, List<QuestionGroup> groups, List<float[]> unlabelled) {

  /**
   * @throws TrainingException where there is too little to learn from
   * @throws IllegalArgumentException where a vector or an answer does not fit
   */
  public TrainingSet {
    nodes = List.copyOf(nodes);
    groups = List.copyOf(groups);
    unlabelled = List.copyOf(unlabelled);
    if (groups.isEmpty()) {
      throw new TrainingException("there are no training questions");
    }
    if (nodes.size() < 2) {
      throw new TrainingException("there are fewer than two nodes to tell apart");
    }
    requireDimension(nodes, dimension);
    requireDimension(unlabelled, dimension);
    for (QuestionGroup group : groups) {
      requireDimension(group.questions(), dimension);
      for (int answer : group.answers()) {
        if (answer < 0 || answer >= nodes.size()) {
          throw new IllegalArgumentException("no node at " + answer);
        }
      }
    }
  }

  public int questionCount() {
    return groups.stream().mapToInt(QuestionGroup::size).sum();
  }

  private static void requireDimension(List<float[]> vectors, int dimension) {
    for (float[] vector : vectors) {
      if (vector.length != dimension) {
        throw new IllegalArgumentException(
            "expected dimension %d, got %d".formatted(dimension, vector.length));
      }
    }
  }
}
