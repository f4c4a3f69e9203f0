package io.retune.trainer.train.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;

/**
 * Finds how far up a question's own node stands among all nodes, by their dot products.
 *
 * @param nodes unit vectors
 * @param dimension of every vector
 * @param rowsAtOnce questions whose scores are held at a time, which bounds the memory
 */
record NodeRanks(List<float[]> nodes, int dimension, int rowsAtOnce) {

  /**
   * For each question how many nodes stand before its own. A node that is as much alike as the own
   * one does not.
   *
   * @param questions unit vectors
   * @param answers for each question the place of its node
   */
  int[] nodesBefore(NDManager manager, List<float[]> questions, int[] answers) {
    int[] before = new int[answers.length];
    try (NDManager scope = manager.newSubManager()) {
      NDArray targets = Rows.matrix(scope, nodes, dimension).transpose();
      for (int start = 0; start < before.length; start += rowsAtOnce) {
        int end = Math.min(before.length, start + rowsAtOnce);
        try (NDManager chunk = scope.newSubManager()) {
          float[] scores =
              Rows.matrix(chunk, questions.subList(start, end), dimension)
                  .matMul(targets)
                  .toFloatArray();
          for (int i = start; i < end; i++) {
            before[i] = nodesBefore(scores, (i - start) * nodes.size(), nodes.size(), answers[i]);
          }
        }
      }
    }
    return before;
  }

  /**
   * How many nodes stand before a question's own.
   *
   * @param scores of the question from the offset on, a node each
   */
  static int nodesBefore(float[] scores, int offset, int nodes, int answer) {
    float own = scores[offset + answer];
    int before = 0;
    for (int node = 0; node < nodes; node++) {
      if (scores[offset + node] > own) {
        before++;
      }
    }
    return before;
  }
}
