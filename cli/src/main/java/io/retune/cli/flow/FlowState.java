package io.retune.cli.flow;

import io.retune.cli.service.TrainerState;
import io.retune.schemas.lag.GroupLag;
import java.util.List;
import java.util.Objects;

/**
 * How far the flow is at a moment.
 *
 * @param lags of the deployment's groups
 * @param latestReport the highest version that has a report; 0 before the first
 */
public record FlowState(
    FlowCounts counts, List<GroupLag> lags, TrainerState trainer, long latestReport) {
  public FlowState {
    Objects.requireNonNull(counts, "counts");
    Objects.requireNonNull(trainer, "trainer");
    lags = List.copyOf(lags);
  }

  /** Whether a stage and all before it have nothing left to do. */
  public boolean isDone(Stage stage, String groupPrefix) {
    for (Stage each : Stage.values()) {
      if (each.compareTo(stage) <= 0 && !hasCaughtUp(each, groupPrefix)) {
        return false;
      }
    }
    return switch (stage) {
      case INGEST, QA_GEN, EMBED -> true;
      case TRAIN -> trainer.isQuiet();
      case EVAL -> trainer.isQuiet() && latestReport >= trainer.latestVersion();
    };
  }

  /** Whether nothing is left to do anywhere, and the ledger has seen the outcome. */
  public boolean isQuiet(String groupPrefix) {
    return isDone(Stage.EVAL, groupPrefix)
        && lags.stream().allMatch(lag -> lag.records() == 0)
        && counts.asked() == counts.nodes()
        && counts.embedded() >= counts.nodes();
  }

  /** Whether a version could be trained now on everything that has come. */
  public boolean isReadyToTrain(String groupPrefix) {
    return isDone(Stage.EMBED, groupPrefix)
        && hasCaughtUp(Stage.TRAIN, groupPrefix)
        && trainer.unseenExamples() > 0
        && !trainer.training();
  }

  /** Whether a stage has begun: its group has said how far it is. */
  public boolean hasBegun(Stage stage, String groupPrefix) {
    return lags.stream().anyMatch(lag -> isOf(stage, lag, groupPrefix));
  }

  /** How many records a stage has still to work on. */
  public long left(Stage stage, String groupPrefix) {
    return lags.stream()
        .filter(lag -> isOf(stage, lag, groupPrefix))
        .mapToLong(GroupLag::records)
        .sum();
  }

  private boolean hasCaughtUp(Stage stage, String groupPrefix) {
    return hasBegun(stage, groupPrefix) && left(stage, groupPrefix) == 0;
  }

  /** Groups of the embed stage carry the base model's fingerprint behind their name. */
  private static boolean isOf(Stage stage, GroupLag lag, String groupPrefix) {
    String group = groupPrefix + stage.group();
    return (lag.group().equals(group) || lag.group().startsWith(group + "-"))
        && lag.topic().endsWith(stage.input().name());
  }
}
