package io.retune.trainer.train.fit;

/**
 * How many questions of either kind a batch holds.
 *
 * @param asked questions that were asked
 * @param local questions that were cut from the text of their nodes
 */
record BatchShares(int asked, int local) {

  /**
   * @param localPerOther local questions for each asked one, where there are both; at least one of
   *     either
   * @param anyAsked whether there are questions that were asked
   * @param anyLocal whether there are local ones
   */
  static BatchShares of(int batchSize, double localPerOther, boolean anyAsked, boolean anyLocal) {
    if (!anyAsked) {
      return new BatchShares(0, batchSize);
    }
    if (!anyLocal) {
      return new BatchShares(batchSize, 0);
    }
    int asked =
        Math.max(1, Math.min(batchSize - 1, (int) Math.round(batchSize / (1 + localPerOther))));
    return new BatchShares(asked, batchSize - asked);
  }
}
