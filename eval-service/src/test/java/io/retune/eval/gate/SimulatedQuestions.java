package io.retune.eval.gate;

import io.retune.eval.statistics.PairedComparison;
import io.retune.schemas.QuestionClass;
import io.retune.schemas.QuestionMix;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Questions whose ranks are drawn: each node has an ease of its own that all retrievers share, and
 * each retriever a luck of its own on it, so that questions of one node resemble each other.
 */
final class SimulatedQuestions {
  private static final int RANKS = 30;

  private final Random random;
  private final double[] ease;
  private final int[] clusters;

  SimulatedQuestions(long seed, int nodes, int questionsANode) {
    random = new Random(seed);
    ease = random.doubles(nodes).toArray();
    clusters = new int[nodes * questionsANode];
    Arrays.setAll(clusters, question -> question / questionsANode);
  }

  /**
   * The reciprocal ranks of one retriever.
   *
   * @param skill 0 is as good as any other; more finds answers sooner
   */
  double[] retriever(double skill) {
    double[] luck = random.doubles(ease.length, -0.3, 0.3).toArray();
    double[] scores = new double[clusters.length];
    for (int question = 0; question < scores.length; question++) {
      double chance = ease[clusters[question]] + luck[clusters[question]] + skill;
      double found = Math.min(0.95, Math.max(0.03, chance));
      int rank = 1;
      while (rank <= RANKS && random.nextDouble() > found) {
        rank++;
      }
      scores[question] = rank <= 10 ? 1.0 / rank : 0;
    }
    return scores;
  }

  Comparisons comparisons(double[] candidate, double[] base, Optional<double[]> champion) {
    return new Comparisons(
        new QuestionMix(Map.of(QuestionClass.HUMAN, clusters.length)),
        ease.length,
        PairedComparison.of(candidate, base, clusters),
        champion.map(served -> PairedComparison.of(candidate, served, clusters)),
        champion.map(served -> PairedComparison.of(served, base, clusters)),
        Optional.empty());
  }
}
