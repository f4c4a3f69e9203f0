package io.retune.trainer.train.stream;

import io.retune.trainer.train.examples.ExampleCounts;
import java.util.Objects;
import java.util.Optional;

/**
 * What an attempt to train found and what came of it.
 *
 * @param counts of the examples; empty where they could not be read
 */
record Attempted(Optional<ExampleCounts> counts, TrainOutcome outcome) {

  Attempted {
    Objects.requireNonNull(counts, "counts");
    Objects.requireNonNull(outcome, "outcome");
  }

  Attempted(ExampleCounts counts, TrainOutcome outcome) {
    this(Optional.of(counts), outcome);
  }
}
