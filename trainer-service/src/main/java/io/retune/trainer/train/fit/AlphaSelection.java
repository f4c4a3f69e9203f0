package io.retune.trainer.train.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.retune.adapter.LinearAdapter;
import java.util.List;
import java.util.TreeMap;

/**
 * Chooses a blend by MRR@10 on held real questions. Another alpha than the safe one must be better
 * by more than one standard error of the paired difference, clustered by node: a few lucky
 * questions shall not decide.
 */
final class AlphaSelection {

  private static final int CUT_OFF = 10;
  private static final int ROWS_AT_ONCE = 512;

  private final NDManager manager;
  private final InnerSplit split;

  AlphaSelection(NDManager manager, InnerSplit split) {
    this.manager = manager;
    this.split = split;
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
      PairedGain gain = gain(reciprocalRanks(blend.at(alpha)), base);
      if (gain.mean() > best && gain.mean() > gain.standardError()) {
        chosen = alpha;
        best = gain.mean();
      }
    }
    return chosen;
  }

  private record PairedGain(double mean, double standardError) {}

  private PairedGain gain(double[] candidate, double[] base) {
    TreeMap<Integer, Double> sums = new TreeMap<>();
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    double total = 0;
    for (int i = 0; i < base.length; i++) {
      double difference = candidate[i] - base[i];
      total += difference;
      sums.merge(split.answers()[i], difference, Double::sum);
      counts.merge(split.answers()[i], 1, Integer::sum);
    }
    double mean = total / base.length;
    double squares = 0;
    for (int node : sums.keySet()) {
      double excess = sums.get(node) - mean * counts.get(node);
      squares += excess * excess;
    }
    int clusters = sums.size();
    double correction = clusters > 1 ? clusters / (clusters - 1.0) : Double.POSITIVE_INFINITY;
    return new PairedGain(mean, Math.sqrt(correction * squares) / base.length);
  }

  /** For each held question 1/rank of its node among all nodes, 0 beyond the cut-off. */
  private double[] reciprocalRanks(LinearAdapter adapter) {
    int dimension = split.training().dimension();
    double[] reciprocals = new double[split.questions().size()];
    try (NDManager scope = manager.newSubManager()) {
      NDArray weight =
          Rows.array(scope, adapter.weight().toArray(), new Shape(dimension, dimension));
      NDArray bias =
          Rows.array(scope, adapter.bias().orElseThrow().toArray(), new Shape(dimension));
      NDArray nodes = Rows.matrix(scope, split.training().nodes(), dimension);
      for (int start = 0; start < reciprocals.length; start += ROWS_AT_ONCE) {
        int end = Math.min(reciprocals.length, start + ROWS_AT_ONCE);
        try (NDManager chunk = scope.newSubManager()) {
          chunk.tempAttachAll(weight, bias, nodes);
          float[] scores =
              Rows.matrix(chunk, split.questions().subList(start, end), dimension)
                  .matMul(weight.transpose())
                  .addi(bias)
                  .matMul(nodes.transpose())
                  .toFloatArray();
          int width = split.training().nodes().size();
          for (int i = start; i < end; i++) {
            reciprocals[i] = reciprocalRank(scores, (i - start) * width, width, split.answers()[i]);
          }
        }
      }
    }
    return reciprocals;
  }

  private static double reciprocalRank(float[] scores, int offset, int width, int answer) {
    float own = scores[offset + answer];
    int rank = 1;
    for (int node = 0; node < width; node++) {
      if (scores[offset + node] > own) {
        rank++;
      }
    }
    return rank <= CUT_OFF ? 1.0 / rank : 0;
  }
}
