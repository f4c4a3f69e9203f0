package io.retune.eval.metrics;

import java.util.Arrays;

/**
 * How well rankings answer questions, at a cut-off k. Each figure is in [0, 1] and higher is
 * better.
 *
 * <p>Formulas are those of LlamaIndex's retriever evaluator with its defaults (metrics "hit_rate",
 * "mrr", "precision", "recall", "ap", "ndcg"): hit rate and MRR look at the first answer only,
 * average precision is divided by all answers, and the ideal gain of NDCG counts all answers, even
 * where there are more than k.
 */
public record RetrievalMetrics(
    int k,
    double hitRate,
    double mrr,
    double precision,
    double recall,
    double averagePrecision,
    double ndcg) {
  public RetrievalMetrics {
    if (k < 1) {
      throw new IllegalArgumentException("a cut-off is at least 1, not " + k);
    }
  }

  /**
   * The figures of one question.
   *
   * @param ranking rows, best first; those behind k are not looked at
   * @param answers the rows that answer the question, at least one, none twice
   */
  public static RetrievalMetrics ofQuestion(int[] ranking, int[] answers, int k) {
    if (answers.length == 0) {
      throw new IllegalArgumentException("a question without answers cannot be scored");
    }
    int retrieved = Math.min(k, ranking.length);
    int found = 0;
    double reciprocalRank = 0;
    double precisions = 0;
    double gain = 0;
    for (int i = 0; i < retrieved; i++) {
      if (contains(answers, ranking[i])) {
        found++;
        reciprocalRank = found == 1 ? 1.0 / (i + 1) : reciprocalRank;
        precisions += (double) found / (i + 1);
        gain += discount(i + 1);
      }
    }
    double idealGain = 0;
    for (int rank = 1; rank <= answers.length; rank++) {
      idealGain += discount(rank);
    }
    return new RetrievalMetrics(
        k,
        found > 0 ? 1 : 0,
        reciprocalRank,
        retrieved == 0 ? 0 : (double) found / retrieved,
        (double) found / answers.length,
        precisions / answers.length,
        gain / idealGain);
  }

  /** 1/rank of the first answer among the first k rows, 0 where there is none. */
  public static double reciprocalRank(int[] ranking, int[] answers, int k) {
    for (int i = 0; i < Math.min(k, ranking.length); i++) {
      if (contains(answers, ranking[i])) {
        return 1.0 / (i + 1);
      }
    }
    return 0;
  }

  private static double discount(int rank) {
    return Math.log(2) / Math.log(rank + 1.0);
  }

  private static boolean contains(int[] answers, int row) {
    return Arrays.stream(answers).anyMatch(answer -> answer == row);
  }
}
