package io.retune.trainer.embed;

/**
 * Records of {@code qa-pairs}, by what became of them.
 *
 * @param embedded here
 * @param takenOver with the vectors that they came with
 * @param deleted tombstones, which travel on
 * @param superseded not worked on because a later record of the batch had the same key
 * @param rejected dead letters
 * @param nodes embedded in those records
 * @param questions embedded in those records
 */
record RecordCounts(
    long embedded,
    long takenOver,
    long deleted,
    long superseded,
    long rejected,
    long nodes,
    long questions) {

  static final RecordCounts NONE = new RecordCounts(0, 0, 0, 0, 0, 0, 0);

  RecordCounts plus(Outcome outcome) {
    long newNodes = 0;
    long newQuestions = 0;
    if (outcome instanceof Outcome.Embedded done) {
      newNodes = done.embeddings().hasNode() ? 1 : 0;
      newQuestions = done.embeddings().getQuestionsCount();
    }
    return new RecordCounts(
        embedded + (outcome instanceof Outcome.Embedded ? 1 : 0),
        takenOver + (outcome instanceof Outcome.TakenOver ? 1 : 0),
        deleted + (outcome instanceof Outcome.Deleted ? 1 : 0),
        superseded + (outcome instanceof Outcome.Superseded ? 1 : 0),
        rejected + (outcome instanceof Outcome.Rejected ? 1 : 0),
        nodes + newNodes,
        questions + newQuestions);
  }
}
