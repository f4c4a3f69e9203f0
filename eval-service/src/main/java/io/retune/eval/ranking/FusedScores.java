package io.retune.eval.ranking;

import java.util.List;
import java.util.Map;

/** The scores that rows got from two retrievers together, as a ranking. */
final class FusedScores {
  private FusedScores() {}

  /**
   * The best rows; equal scores are ranked by row, the lower first.
   *
   * @param depth how many rows at most
   */
  static Ranking best(Map<Integer, Double> scores, int depth) {
    List<Map.Entry<Integer, Double>> best =
        scores.entrySet().stream()
            .sorted(
                Map.Entry.<Integer, Double>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(depth)
            .toList();
    int[] rows = new int[best.size()];
    float[] values = new float[best.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = best.get(i).getKey();
      values[i] = best.get(i).getValue().floatValue();
    }
    return new Ranking(rows, values);
  }
}
