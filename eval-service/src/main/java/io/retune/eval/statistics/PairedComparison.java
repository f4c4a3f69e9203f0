package io.retune.eval.statistics;

import io.retune.chassis.statistics.ClusteredMean;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A paired comparison of two retrievers over the same questions. Questions of one cluster (of one
 * node) resemble each other, so a cluster counts as one observation.
 *
 * <p>The estimate is the mean difference over the questions, with a cluster-robust standard error
 * ({@link ClusteredMean}) and t-quantiles of G−1 degrees of freedom for G clusters (Cameron and
 * Miller, "A practitioner's guide to cluster-robust inference", Journal of Human Resources 50,
 * 2015).
 *
 * <p>Where only few clusters differ at all, the t distribution claims too much. A p-value is
 * therefore never below 2^−m, m being the clusters that differ: the smallest value that the exact
 * sign-flip test can give for them.
 *
 * @param difference candidate minus baseline, in [−1, 1]
 * @param standardError infinite where there are fewer than two clusters
 * @param clusters how many clusters
 * @param differingClusters how many of them have a difference other than 0
 */
public record PairedComparison(
    double difference, double standardError, int clusters, int differingClusters) {
  private static final double RANGE = 1;

  /**
   * Compares scores in [0, 1].
   *
   * @param candidate score by question
   * @param baseline score by question
   * @param cluster by question: its cluster, from 0
   */
  public static PairedComparison of(double[] candidate, double[] baseline, int[] cluster) {
    int questions = candidate.length;
    if (questions == 0 || baseline.length != questions || cluster.length != questions) {
      throw new IllegalArgumentException(
          "a paired comparison needs the same questions, at least 1");
    }
    double[] differences = new double[questions];
    for (int i = 0; i < questions; i++) {
      differences[i] = candidate[i] - baseline[i];
    }
    ClusteredMean mean = ClusteredMean.of(differences, cluster);
    return new PairedComparison(
        mean.mean(), mean.standardError(), mean.clusters(), mean.nonZeroClusters());
  }

  /** The one-sided lower bound at confidence 1 − {@code level}, in [−1, 1]. */
  public double lowerBound(double level) {
    return Math.max(-RANGE, difference - margin(level));
  }

  /** The one-sided upper bound at confidence 1 − {@code level}, in [−1, 1]. */
  public double upperBound(double level) {
    return Math.min(RANGE, difference + margin(level));
  }

  /** One-sided, of the hypothesis that the candidate is not better. */
  public double pValueOfNotBetter() {
    return pValue(difference);
  }

  /** One-sided, of the hypothesis that the candidate is not worse. */
  public double pValueOfNotWorse() {
    return pValue(-difference);
  }

  /**
   * Whether the candidate is better, at a level: its lower bound is above 0, and enough clusters
   * differ.
   */
  public boolean isBetter(double level) {
    return pValueOfNotBetter() <= level;
  }

  /**
   * Whether the candidate is worse, at a level: its upper bound is below 0, and enough clusters
   * differ.
   */
  public boolean isWorse(double level) {
    return pValueOfNotWorse() <= level;
  }

  private double margin(double level) {
    if (Double.isInfinite(standardError)) {
      return 2 * RANGE;
    }
    return -TDistribution.of(clusters - 1.0).inverseCumulativeProbability(level) * standardError;
  }

  private double pValue(double gain) {
    if (Double.isInfinite(standardError)) {
      return 1;
    }
    double tail;
    if (standardError == 0) {
      tail = gain > 0 ? 0 : 1;
    } else {
      tail = TDistribution.of(clusters - 1.0).cumulativeProbability(-gain / standardError);
    }
    return Math.max(tail, Math.pow(2, -differingClusters));
  }
}
