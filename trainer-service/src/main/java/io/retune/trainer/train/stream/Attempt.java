package io.retune.trainer.train.stream;

import io.retune.chassis.streams.LongWork;
import io.retune.schemas.DocumentDigests;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A training that is under way on the {@link LongWork}.
 *
 * @param state as it was when the examples were read
 * @param startedAt when they were read, in milliseconds since 1970
 * @param requests that the version answers
 * @param forgotten documents that these requests say it must not learn from
 * @param refit null where it is no refit
 */
record Attempt(
    Trigger trigger,
    TrainingState state,
    long startedAt,
    List<WaitingRequests.Waiting> requests,
    DocumentDigests forgotten,
    TrainingState.PendingRefit refit,
    CompletableFuture<Attempted> result) {

  /**
   * Whether a version is wanted even if none can be trained, for what is released may have learned
   * from a document that is gone.
   */
  boolean mustForget() {
    return !forgotten.isEmpty() && state.latestVersion() > 0;
  }

  boolean isDone() {
    return result.isDone();
  }

  /** What came of it; a failure where it threw. */
  Attempted attempted() {
    try {
      return result.join();
    } catch (CompletionException e) {
      return new Attempted(
          Optional.empty(), new TrainOutcome.Failed(TrainOutcome.Failed.reasonOf(e.getCause())));
    }
  }
}
