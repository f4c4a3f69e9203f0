package io.retune.trainer.train.stream;

import io.retune.chassis.streams.LongWork;
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
 * @param refit null where it is no refit
 */
record Attempt(
    Trigger trigger,
    TrainingState state,
    long startedAt,
    List<WaitingRequests.Waiting> requests,
    TrainingState.PendingRefit refit,
    CompletableFuture<Attempted> result) {

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
