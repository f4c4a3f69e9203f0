package io.retune.trainer.train.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.retune.adapter.LinearAdapter;
import io.retune.chassis.statistics.ClusteredMean;
import java.util.Arrays;
import java.util.List;

/**
 * Chooses a blend by MRR@10 on held evidence questions. Another alpha than the safe one must be
 * better by more than one standard error of the paired difference, clustered by node: a few lucky
 * questions shall not decide.
 */
final class AlphaSelection {

  private static final int CUT_OFF = 10;
  private static final int ROWS_AT_ONCE = 512;

  private final NDManager manager;
  private final InnerSplit split;
  private final NodeRanks ranks;

  AlphaSelection(NDManager manager, InnerSplit split) {
    this.manager = manager;
    this.split = split;
    this.ranks =
        new NodeRanks(split.training().nodes(), split.training().dimension(), ROWS_AT_ONCE);
  }

  /**
   * @param blend learned without the held questions
   * @param safe alpha that stands unless another is shown to be better
   */
  double choose(Blend blend, double safe, List<Double> choices) {
    double[] base = reciprocalRanks(blend.at(safe));
    double chosen = safe;
    double best = 0;
    for (double alpha : choices) {
      if (alpha == safe) {
        continue;
      }
      ClusteredMean gain = gain(reciprocalRanks(blend.at(alpha)), base);
      if (gain.mean() > best && gain.mean() > gain.standardError()) {
        chosen = alpha;
        best = gain.mean();
      }
    }
    return chosen;
  }

  private ClusteredMean gain(double[] candidate, double[] base) {
    double[] differences = new double[base.length];
    Arrays.setAll(differences, i -> candidate[i] - base[i]);
    return ClusteredMean.of(differences, split.answers());
  }

  /** For each held question 1/rank of its node among all nodes, 0 beyond the cut-off. */
  private double[] reciprocalRanks(LinearAdapter adapter) {
    int dimension = split.training().dimension();
    try (NDManager scope = manager.newSubManager()) {
      NDArray weight =
          Rows.array(scope, adapter.weight().toArray(), new Shape(dimension, dimension))
              .transpose();
      NDArray bias =
          Rows.array(scope, adapter.bias().orElseThrow().toArray(), new Shape(dimension));
      int[] before =
          ranks.nodesBefore(
              scope,
              split.questions(),
              split.answers(),
              questions -> questions.matMul(weight).addi(bias));
      return Arrays.stream(before)
          .mapToDouble(nodes -> nodes < CUT_OFF ? 1.0 / (nodes + 1) : 0)
          .toArray();
    }
  }
}
