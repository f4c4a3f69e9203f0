package io.retune.cli.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.cli.service.TrainerState;
import io.retune.schemas.lag.GroupLag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlowStateTest {
  private static final String PREFIX = "retune-";
  private static final TrainerState TRAINED = new TrainerState(100, 0, 2, false);

  @Test
  void isQuietWhenEveryGroupHasCaughtUpAndTheLastVersionHasAReport() {
    // Given
    FlowState state = state(caughtUp(), TRAINED, 2);

    // When
    boolean quiet = state.isQuiet(PREFIX);

    // Then
    assertThat(quiet).isTrue();
  }

  @Test
  void isNotQuietBeforeTheLastVersionHasAReport() {
    // Given
    FlowState state = state(caughtUp(), TRAINED, 1);

    // When
    boolean quiet = state.isQuiet(PREFIX);

    // Then
    assertThat(quiet).isFalse();
  }

  @Test
  void doesNotTakeAGroupThatHasNotBegunForOneThatHasCaughtUp() {
    // Given
    FlowState state = state(List.of(), TRAINED, 2);

    // When
    boolean done = state.isDone(Stage.INGEST, PREFIX);

    // Then
    assertThat(done).isFalse();
  }

  @Test
  void takesNoStageForDoneBeforeThoseAheadOfIt() {
    // Given
    List<GroupLag> lags = caughtUp();
    lags.set(0, new GroupLag("retune-ingest", "documents", 3, 0));
    FlowState state = state(lags, TRAINED, 2);

    // When
    boolean done = state.isDone(Stage.EMBED, PREFIX);

    // Then
    assertThat(done).isFalse();
    assertThat(state.left(Stage.INGEST, PREFIX)).isEqualTo(3);
  }

  @Test
  void findsTheEmbeddingGroupOfAnyBaseModel() {
    // Given
    List<GroupLag> lags = caughtUp();
    lags.set(2, new GroupLag("retune-embed-0123456789ab", "qa-pairs", 7, 0));
    FlowState state = state(lags, TRAINED, 2);

    // When
    long left = state.left(Stage.EMBED, PREFIX);

    // Then
    assertThat(left).isEqualTo(7);
  }

  @Test
  void isReadyToTrainOnceAllVectorsHaveReachedTheTrainer() {
    // Given
    TrainerState waiting = new TrainerState(100, 40, 0, false);

    // When
    boolean ready = state(caughtUp(), waiting, 0).isReadyToTrain(PREFIX);

    // Then
    assertThat(ready).isTrue();
    List<GroupLag> behind = caughtUp();
    behind.set(3, new GroupLag("retune-train", "embeddings", 1, 0));
    assertThat(state(behind, waiting, 0).isReadyToTrain(PREFIX)).isFalse();
  }

  private static FlowState state(List<GroupLag> lags, TrainerState trainer, long latestReport) {
    FlowCounts counts = new FlowCounts(2, 40, 2, 0, 2, 2, 2, 2, 2, 2, 0, Map.of());
    return new FlowState(counts, lags, trainer, latestReport);
  }

  private static List<GroupLag> caughtUp() {
    return new ArrayList<>(
        List.of(
            new GroupLag("retune-ingest", "documents", 0, 0),
            new GroupLag("retune-qa-gen", "nodes", 0, 0),
            new GroupLag("retune-embed-abc", "qa-pairs", 0, 0),
            new GroupLag("retune-train", "embeddings", 0, 0),
            new GroupLag("retune-eval", "adapter-checkpoints", 0, 0)));
  }
}
