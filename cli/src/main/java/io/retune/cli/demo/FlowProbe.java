package io.retune.cli.demo;

import io.retune.cli.CommandFailure;
import io.retune.cli.flow.FlowLedger;
import io.retune.cli.flow.FlowState;
import io.retune.cli.flow.FlowWatch;
import io.retune.cli.service.TrainerClient;
import io.retune.cli.service.TrainerState;
import io.retune.schemas.lag.GroupLag;
import io.retune.schemas.lag.GroupLags;
import io.retune.schemas.v1.EvaluationReport;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/** Finds out how far the flow of one collection is. */
final class FlowProbe {
  private final String collection;
  private final GroupLags lags;
  private final TrainerClient trainer;
  private final FlowLedger ledger;
  private final FlowWatch watch;

  FlowProbe(
      String collection,
      GroupLags lags,
      TrainerClient trainer,
      FlowLedger ledger,
      FlowWatch watch) {
    this.collection = collection;
    this.lags = lags;
    this.trainer = trainer;
    this.ledger = ledger;
    this.watch = watch;
  }

  /** Has a version trained on what has come so far; without success it is to be asked again. */
  boolean askForVersion() {
    return trainer.askForVersion(collection);
  }

  /**
   * @throws CommandFailure if the topics cannot be read any more
   */
  FlowState look() {
    watch
        .failure()
        .ifPresent(
            failure -> {
              throw new CommandFailure("cannot follow the topics: " + failure.getMessage());
            });
    // The trainer is asked before the lags are read: what it writes after its answer shows there.
    TrainerState state = trainer.state(collection).orElse(TrainerState.UNKNOWN);
    return new FlowState(
        ledger.counts(),
        lags(),
        state,
        ledger.reports().stream().mapToLong(EvaluationReport::getVersion).max().orElse(0));
  }

  /**
   * On a busy machine the broker may not answer in time once; a stage whose lag is not known counts
   * as not done, and who waits for it has a timeout.
   */
  private List<GroupLag> lags() {
    try {
      return lags.read();
    } catch (CommandFailure | KafkaException e) {
      return List.of();
    }
  }
}
