package io.retune.eval.ranking;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Reciprocal rank fusion of two retrievers: a row's score is the sum of 1/(60 + rank) over the
 * rankings it is in.
 *
 * <p>Source: Cormack, Clarke and Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and
 * individual Rank Learning Methods", SIGIR 2009.
 */
public final class RankFusion {
  private static final int RANK_CONSTANT = 60;

  private RankFusion() {}

  /**
   * Fuses the answers to the same questions; equal scores are ranked by row, the lower first.
   *
   * @param depth how many rows at most
   */
  public static Rankings fuse(Rankings first, Rankings second, int depth) {
    if (first.questions() != second.questions()) {
      throw new IllegalArgumentException("rankings of different questions cannot be fused");
    }
    Ranking[] fused = new Ranking[first.questions()];
    Arrays.setAll(fused, question -> fuse(first.of(question), second.of(question), depth));
    return new Rankings(fused);
  }

  private static Ranking fuse(int[] first, int[] second, int depth) {
    Map<Integer, Double> scores = new HashMap<>();
    addTo(scores, first);
    addTo(scores, second);
    return FusedScores.best(scores, depth);
  }

  private static void addTo(Map<Integer, Double> scores, int[] ranking) {
    for (int i = 0; i < ranking.length; i++) {
      scores.merge(ranking[i], 1.0 / (RANK_CONSTANT + i + 1), Double::sum);
    }
  }
}
