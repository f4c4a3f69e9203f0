package io.retune.trainer.train.fit;

import java.util.BitSet;
import java.util.List;

/**
 * Tells which questions the base model does not lead back to the node they were made from. Such a
 * question may be about something else than its node.
 *
 * <p>Thread-safe.
 */
public final class RoundTripCheck {

  /** Scores held at a time, however many questions and nodes there are. */
  private static final int MAX_SCORES = 1 << 22;

  private final TorchEngine engine;

  public RoundTripCheck(TorchEngine engine) {
    this.engine = engine;
  }

  /**
   * The places of the questions whose own node is not among those most alike to them. A node that
   * is as much alike as the own one does not stand before it.
   *
   * @param nodes unit vectors
   * @param questions of these nodes
   * @param among how many nodes are looked at
   */
  public BitSet lost(List<float[]> nodes, QuestionGroup questions, int among) {
    BitSet lost = new BitSet(questions.size());
    if (nodes.size() <= among) {
      return lost;
    }
    int dimension = nodes.get(0).length;
    NodeRanks ranks = new NodeRanks(nodes, dimension, Math.max(1, MAX_SCORES / nodes.size()));
    int[] before =
        engine.run(
            manager -> ranks.nodesBefore(manager, questions.questions(), questions.answers()));
    for (int i = 0; i < before.length; i++) {
      lost.set(i, before[i] >= among);
    }
    return lost;
  }
}
