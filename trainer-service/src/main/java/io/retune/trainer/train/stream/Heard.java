package io.retune.trainer.train.stream;

import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.TrainingRequest;

/** What the other topics tell the trainer of a collection. */
sealed interface Heard {

  /** A version was promoted. */
  record Promoted(EvaluationReport report) implements Heard {}

  /**
   * Somebody asked for something.
   *
   * @param offset in the requests topic
   */
  record Asked(TrainingRequest request, long offset) implements Heard {}
}
