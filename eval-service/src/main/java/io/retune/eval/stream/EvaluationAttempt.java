package io.retune.eval.stream;

import io.retune.eval.gate.GateState;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * An evaluation that is under way.
 *
 * @param before the checkpoint as it waited
 * @param state of the collection when it began
 * @param arrived the nodes that had arrived by then
 */
record EvaluationAttempt(
    long version,
    WaitingCheckpoint before,
    GateState state,
    KeyValueIterator<String, byte[]> arrived,
    CompletableFuture<EvaluationOutcome> result)
    implements AutoCloseable {

  boolean isDone() {
    return result.isDone();
  }

  /** What came of it. What it threw is thrown here, on the stream thread. */
  EvaluationOutcome outcome() {
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** What comes of it is dropped. */
  @Override
  public void close() {
    arrived.close();
  }
}
