package io.retune.trainer.train.stream;

/**
 * How a collection stands.
 *
 * @param examples questions to train on
 * @param unseenExamples those that came since the last training
 * @param latestVersion 0 before the first
 * @param baseModel fingerprint of its base model; empty before the first record
 * @param dimension of its base model; 0 before the first record
 * @param training whether a training runs
 * @param waitingRequests of callers, accepted and not done yet
 * @param lastFailure why the last training or request gave no version; empty where it did
 */
public record TrainingStatus(
    String collection,
    long examples,
    long unseenExamples,
    long latestVersion,
    String baseModel,
    int dimension,
    boolean training,
    int waitingRequests,
    String lastFailure) {

  static TrainingStatus of(
      String collection, TrainingState state, boolean training, int waitingRequests) {
    return new TrainingStatus(
        collection,
        state.examples(),
        state.unseenExamples(),
        state.latestVersion(),
        state.model() == null ? "" : state.model().fingerprint(),
        state.model() == null ? 0 : state.model().dimension(),
        training,
        waitingRequests,
        state.lastFailure());
  }
}
