package io.retune.eval.stream;

import io.retune.eval.evaluation.CheckpointEvaluator.Evaluated;
import io.retune.eval.evaluation.EmbeddedShare;
import io.retune.eval.release.DecodedCheckpoint;
import io.retune.schemas.v1.AdapterCheckpoint;
import java.time.Duration;

/** What came of an attempt to evaluate a checkpoint. */
sealed interface EvaluationOutcome {
  /** It was evaluated. */
  record Done(DecodedCheckpoint candidate, Evaluated evaluated, Duration taken)
      implements EvaluationOutcome {}

  /** Too little of the collection is embedded with its base model, and more is to come. */
  record Embedding(EmbeddedShare share) implements EvaluationOutcome {}

  /** Something that is needed is not to be had now. */
  record Delayed(String reason) implements EvaluationOutcome {}

  /** It cannot be evaluated, now or later. */
  record Refused(AdapterCheckpoint checkpoint, Throwable reason) implements EvaluationOutcome {}

  /** It is not kept any more. */
  record Gone() implements EvaluationOutcome {}
}
