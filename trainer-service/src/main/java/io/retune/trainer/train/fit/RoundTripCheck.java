package io.retune.trainer.train.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.BitSet;
import java.util.List;

/**
 * Tells which questions the base model does not lead back to the node they were made from. Such a
 * question may be about something else than its node.
 *
 * <p>Thread-safe.
 */
public final class RoundTripCheck {

  /** Scores held at a time, which bounds the memory whatever the number of questions and nodes. */
  private static final int MOST_SCORES = 1 << 22;

  private final TorchEngine engine;

  public RoundTripCheck(TorchEngine engine) {
    this.engine = engine;
  }

  /**
   * The places of the questions whose own node is not among those most alike to them. A node that
   * is as much alike as the own one does not stand before it.
   *
   * @param nodes unit vectors
   * @param questions unit vectors
   * @param answers for each question the place of its node in nodes
   * @param among how many nodes are looked at
   */
  public BitSet lost(List<float[]> nodes, List<float[]> questions, int[] answers, int among) {
    if (questions.size() != answers.length) {
      throw new IllegalArgumentException(
          "%d questions but %d answers".formatted(questions.size(), answers.length));
    }
    BitSet lost = new BitSet(answers.length);
    if (answers.length == 0 || nodes.size() <= among) {
      return lost;
    }
    return engine.run(
        manager -> {
          int dimension = nodes.get(0).length;
          NDArray targets = Rows.matrix(manager, nodes, dimension).transpose();
          int atOnce = Math.max(1, MOST_SCORES / nodes.size());
          for (int start = 0; start < answers.length; start += atOnce) {
            int end = Math.min(answers.length, start + atOnce);
            try (NDManager scope = manager.newSubManager()) {
              scope.tempAttachAll(targets);
              float[] scores =
                  Rows.matrix(scope, questions.subList(start, end), dimension)
                      .matMul(targets)
                      .toFloatArray();
              for (int i = start; i < end; i++) {
                lost.set(
                    i, isLost(scores, (i - start) * nodes.size(), nodes.size(), answers[i], among));
              }
            }
          }
          return lost;
        });
  }

  private static boolean isLost(float[] scores, int offset, int nodes, int answer, int among) {
    float own = scores[offset + answer];
    int before = 0;
    for (int node = 0; node < nodes; node++) {
      if (scores[offset + node] > own) {
        before++;
      }
    }
    return before >= among;
  }
}
