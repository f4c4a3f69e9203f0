package io.retune.trainer.train.stream;

import io.retune.trainer.train.recipe.TrainPolicy;
import java.util.Optional;

/** Whether the examples of a collection call for a new version. */
final class TriggerRule {

  private TriggerRule() {}

  /**
   * @param now milliseconds since 1970
   */
  static Optional<Trigger> due(TrainingState state, TrainPolicy policy, long now) {
    if (state.unseenExamples() == 0 || state.considered()) {
      return Optional.empty();
    }
    if (state.unseenExamples() >= policy.newExamples()) {
      return Optional.of(Trigger.EXAMPLES);
    }
    if (now - state.firstUnseenAt() >= policy.age().toMillis()) {
      return Optional.of(Trigger.AGE);
    }
    if (now - state.lastArrivalAt() >= policy.quiet().toMillis()) {
      return Optional.of(Trigger.QUIET);
    }
    return Optional.empty();
  }
}
