package io.retune.eval.evaluation;

import io.retune.schemas.v1.KeywordFusion;

/**
 * Weights of keyword search in a fusion. Questions of one half of the nodes are fused with the
 * weight that the other half chose, so that the figures of a fusion are of questions that its
 * weight was not chosen by.
 *
 * @param weight chosen by all questions: what applications are told
 * @param questions how many chose it; 0 where they were too few
 * @param even of questions of even clusters
 * @param odd of questions of odd clusters
 */
record FusionWeights(double weight, int questions, double even, double odd) {
  /** A weight that was not chosen by the questions at hand. */
  static FusionWeights fixed(double weight) {
    return new FusionWeights(weight, 0, weight, weight);
  }

  /** The weight of a question. */
  double of(int cluster) {
    return cluster % 2 == 0 ? even : odd;
  }

  KeywordFusion toMessage() {
    return KeywordFusion.newBuilder()
        .setWeight(weight)
        .setDepth(CorpusSearch.DEPTH)
        .setNormalisation("min-max")
        .setQuestions(questions)
        .build();
  }
}
