package io.retune.eval.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A paired comparison of two retrievers over the same questions. Questions of one cluster (of one
 * node) resemble each other, so a cluster counts as one observation.
 *
 * <p>The estimate is the mean difference d over the n questions. Its standard error is
 * cluster-robust: the square root of G/(G−1) · Σ_g (Σ_{i in g} (d_i − d))² / n², with t-quantiles
 * of G−1 degrees of freedom for G clusters. Sources: Liang and Zeger, "Longitudinal data analysis
 * using generalized linear models", Biometrika 73 (1986); Cameron and Miller, "A practitioner's
 * guide to cluster-robust inference", Journal of Human Resources 50 (2015).
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
    double sum = 0;
    for (int i = 0; i < questions; i++) {
      sum += candidate[i] - baseline[i];
    }
    double mean = sum / questions;
    int ids = Arrays.stream(cluster).max().orElseThrow() + 1;
    double[] deviations = new double[ids];
    boolean[] present = new boolean[ids];
    boolean[] differs = new boolean[ids];
    for (int i = 0; i < questions; i++) {
      double difference = candidate[i] - baseline[i];
      deviations[cluster[i]] += difference - mean;
      present[cluster[i]] = true;
      differs[cluster[i]] |= difference != 0;
    }
    int clusters = count(present);
    double squares = Arrays.stream(deviations).map(d -> d * d).sum();
    double standardError =
        clusters < 2
            ? Double.POSITIVE_INFINITY
            : Math.sqrt(squares * clusters / (clusters - 1.0)) / questions;
    return new PairedComparison(mean, standardError, clusters, count(differs));
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

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }
}
