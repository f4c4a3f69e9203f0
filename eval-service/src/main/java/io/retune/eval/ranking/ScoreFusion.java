package io.retune.eval.ranking;

import java.util.HashMap;
import java.util.Map;

/**
 * Weighted fusion of two retrievers: a row's score is (1 - w) times the first retriever's plus w
 * times the second's, each brought to 0 to 1 over what that retriever found: 1 for the best row, 0
 * for the last, and 0 for a row that it did not find.
 *
 * <p>The same as the min-max normalisation with an arithmetic mean of the search engines that have
 * one, which also know nothing of the rows beyond their answers. Source: Bruch, Gai and Ingber, "An
 * Analysis of Fusion Functions for Hybrid Retrieval", ACM TOIS 42 (2023).
 */
public final class ScoreFusion {
  private ScoreFusion() {}

  /**
   * Fuses the answers to one question; equal scores are ranked by row, the lower first.
   *
   * @param weight of the second, from 0 to 1
   * @param depth how many rows at most
   */
  public static Ranking fuse(Ranking first, Ranking second, double weight, int depth) {
    if (!(weight >= 0 && weight <= 1)) {
      throw new IllegalArgumentException("a weight from 0 to 1, not " + weight);
    }
    Map<Integer, Double> scores = new HashMap<>();
    addTo(scores, first, 1 - weight);
    addTo(scores, second, weight);
    return FusedScores.best(scores, depth);
  }

  private static void addTo(Map<Integer, Double> sums, Ranking ranking, double weight) {
    float[] scores = ranking.scores();
    if (scores.length == 0) {
      return;
    }
    double highest = scores[0];
    double lowest = scores[scores.length - 1];
    for (int i = 0; i < scores.length; i++) {
      // Where all are equally good, all are the best.
      double normalised = highest > lowest ? (scores[i] - lowest) / (highest - lowest) : 1;
      sums.merge(ranking.rows()[i], weight * normalised, Double::sum);
    }
  }
}
