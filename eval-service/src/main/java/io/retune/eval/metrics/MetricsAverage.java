package io.retune.eval.metrics;

import io.retune.eval.ranking.Rankings;

/** The mean of each figure over questions. */
public final class MetricsAverage {
  private MetricsAverage() {}

  /**
   * The means over all questions.
   *
   * @param answers for each question the rows that answer it
   */
  public static RetrievalMetrics of(Rankings rankings, int[][] answers, int k) {
    if (rankings.questions() != answers.length || answers.length == 0) {
      throw new IllegalArgumentException(
          rankings.questions() + " rankings for " + answers.length + " questions");
    }
    double[] sums = new double[6];
    for (int question = 0; question < answers.length; question++) {
      RetrievalMetrics one =
          RetrievalMetrics.ofQuestion(rankings.of(question), answers[question], k);
      sums[0] += one.hitRate();
      sums[1] += one.mrr();
      sums[2] += one.precision();
      sums[3] += one.recall();
      sums[4] += one.averagePrecision();
      sums[5] += one.ndcg();
    }
    int n = answers.length;
    return new RetrievalMetrics(
        k, sums[0] / n, sums[1] / n, sums[2] / n, sums[3] / n, sums[4] / n, sums[5] / n);
  }
}
