package io.retune.chassis.statistics;

import java.util.Arrays;

/**
 * A mean over observations that come in clusters, with a standard error that counts a cluster as
 * one observation: questions of one node resemble each other.
 *
 * <p>The standard error is cluster-robust: the square root of G/(G−1) · Σ_g (Σ_{i in g} (x_i −
 * x̄))² / n² for n observations in G clusters. Sources: Liang and Zeger, "Longitudinal data
 * analysis using generalized linear models", Biometrika 73 (1986); Cameron and Miller, "A
 * practitioner's guide to cluster-robust inference", Journal of Human Resources 50 (2015).
 *
 * @param mean of all observations
 * @param standardError of the mean; infinite where there are fewer than two clusters
 * @param clusters how many clusters have an observation
 * @param nonZeroClusters how many of them have an observation other than 0
 */
public record ClusteredMean(double mean, double standardError, int clusters, int nonZeroClusters) {

  /**
   * The mean of observations, added up in their order.
   *
   * @param values at least one
   * @param cluster of each observation, from 0; numbers may be left out
   * @throws IllegalArgumentException where there is no observation, or one without a cluster
   */
  public static ClusteredMean of(double[] values, int[] cluster) {
    if (values.length == 0 || cluster.length != values.length) {
      throw new IllegalArgumentException(
          "%d observations in %d clusters".formatted(values.length, cluster.length));
    }
    int numbers = Arrays.stream(cluster).max().orElseThrow() + 1;
    double[] sums = new double[numbers];
    int[] counts = new int[numbers];
    boolean[] nonZero = new boolean[numbers];
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      total += values[i];
      sums[cluster[i]] += values[i];
      counts[cluster[i]]++;
      nonZero[cluster[i]] |= values[i] != 0;
    }
    double mean = total / values.length;
    double squares = 0;
    int clusters = 0;
    int nonZeroClusters = 0;
    for (int number = 0; number < numbers; number++) {
      double excess = sums[number] - mean * counts[number];
      squares += excess * excess;
      clusters += counts[number] > 0 ? 1 : 0;
      nonZeroClusters += nonZero[number] ? 1 : 0;
    }
    double standardError =
        clusters < 2
            ? Double.POSITIVE_INFINITY
            : Math.sqrt(clusters / (clusters - 1.0) * squares) / values.length;
    return new ClusteredMean(mean, standardError, clusters, nonZeroClusters);
  }
}
