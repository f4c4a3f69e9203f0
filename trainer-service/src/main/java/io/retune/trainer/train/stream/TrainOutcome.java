package io.retune.trainer.train.stream;

import io.retune.schemas.v1.Recipe;
import io.retune.trainer.train.examples.TrainingSelection;
import io.retune.trainer.train.fit.Fitted;
import java.time.Duration;
import java.util.Optional;

/** What came of an attempt to train. */
sealed interface TrainOutcome {

  /** As in metrics. */
  String name();

  /**
   * An adapter.
   *
   * @param offered empty where all of it was used
   * @param fit a hash of examples and recipe
   * @param time the fit alone took
   */
  record Trained(
      TrainingSelection selection,
      Optional<Offered> offered,
      Recipe recipe,
      String fit,
      Fitted fitted,
      Duration time)
      implements TrainOutcome {

    @Override
    public String name() {
      return "version";
    }
  }

  /** The same examples and recipe have given a version already. */
  record Unchanged() implements TrainOutcome {

    @Override
    public String name() {
      return "unchanged";
    }
  }

  /** There are not enough questions yet. */
  record TooFew(long questions, int needed) implements TrainOutcome {

    @Override
    public String name() {
      return "too-few";
    }
  }

  /** Documents that it is not to learn from are still there, or there again. */
  record NotForgotten(int nodes) implements TrainOutcome {

    @Override
    public String name() {
      return "not-forgotten";
    }
  }

  /** No adapter came of it, and none will from the same examples. */
  record Failed(String reason) implements TrainOutcome {

    /** What to say of a failure. */
    static String reasonOf(Throwable failure) {
      if (failure instanceof OutOfMemoryError) {
        return "there is not enough memory: " + failure.getMessage();
      }
      return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    @Override
    public String name() {
      return "failed";
    }
  }
}
