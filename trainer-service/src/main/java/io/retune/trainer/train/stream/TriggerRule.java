package io.retune.trainer.train.stream;

import io.retune.trainer.train.recipe.TrainPolicy;
import io.retune.trainer.train.upstream.Upstream;
import java.util.Optional;

/** Whether the examples of a collection call for a new version. */
final class TriggerRule {

  private TriggerRule() {}

  /**
   * Examples that are on their way are waited for, so that a load becomes one version, but not
   * beyond the age.
   *
   * @param upstream what is on its way; asked only where it decides
   * @param now milliseconds since 1970
   */
  static Optional<Trigger> due(
      String collection, TrainingState state, TrainPolicy policy, Upstream upstream, long now) {
    if (state.unseenExamples() == 0 || state.considered()) {
      return Optional.empty();
    }
    if (now - state.firstUnseenAt() >= policy.age().toMillis()) {
      return Optional.of(Trigger.AGE);
    }
    boolean enough = state.unseenExamples() >= policy.newExamples();
    boolean quiet = now - state.lastArrivalAt() >= policy.quiet().toMillis();
    if (!enough && !quiet) {
      return Optional.empty();
    }
    return upstream
        .look()
        .filter(onTheWay -> !onTheWay.hasExamplesOf(collection))
        .flatMap(onTheWay -> trigger(enough && !onTheWay.documents(), quiet));
  }

  private static Optional<Trigger> trigger(boolean enough, boolean quiet) {
    if (enough) {
      return Optional.of(Trigger.EXAMPLES);
    }
    return quiet ? Optional.of(Trigger.QUIET) : Optional.empty();
  }
}
