package io.retune.eval.evaluation;

import io.retune.eval.metrics.RetrievalMetrics;
import io.retune.eval.ranking.Rankings;
import io.retune.eval.ranking.ScoreFusion;
import java.util.List;

/**
 * Chooses the weight of keyword search by MRR@10: the best mean over the questions, of equal ones
 * the lower. Thread-safe.
 */
public final class FusionChoice {
  private final List<Double> weights;
  private final int minQuestions;
  private final double unchosen;

  /**
   * @param weights to choose from
   * @param minQuestions from which on they choose
   * @param unchosen the weight where there are fewer
   */
  public FusionChoice(List<Double> weights, int minQuestions, double unchosen) {
    this.weights = weights.stream().distinct().sorted().toList();
    this.minQuestions = minQuestions;
    this.unchosen = unchosen;
    if (weights.isEmpty()) {
      throw new IllegalArgumentException("there are no weights to choose from");
    }
  }

  public static FusionChoice of(FusionConfig config) {
    return new FusionChoice(config.weights(), config.minQuestions(), config.unchosenWeight());
  }

  /** Where no question can choose. */
  FusionWeights unchosen() {
    return FusionWeights.fixed(unchosen);
  }

  /**
   * Chooses.
   *
   * @param found by an adapter that was not trained on these questions
   */
  FusionWeights choose(QuestionSet questions, Rankings found, Rankings byKeywords) {
    if (questions.questions() < minQuestions) {
      return unchosen();
    }
    double[][] sums = new double[2][weights.size()];
    for (int question = 0; question < questions.questions(); question++) {
      double[] half = sums[questions.clusters()[question] % 2];
      for (int i = 0; i < half.length; i++) {
        half[i] +=
            RetrievalMetrics.reciprocalRank(
                ScoreFusion.fuse(
                        found.ranking(question),
                        byKeywords.ranking(question),
                        weights.get(i),
                        RetrieverEvaluation.DECIDING_CUT_OFF)
                    .rows(),
                questions.answers()[question],
                RetrieverEvaluation.DECIDING_CUT_OFF);
      }
    }
    double[] both = new double[weights.size()];
    for (int i = 0; i < both.length; i++) {
      both[i] = sums[0][i] + sums[1][i];
    }
    return new FusionWeights(best(both), questions.questions(), best(sums[1]), best(sums[0]));
  }

  private double best(double[] sums) {
    int best = 0;
    for (int i = 1; i < sums.length; i++) {
      if (sums[i] > sums[best]) {
        best = i;
      }
    }
    return weights.get(best);
  }
}
