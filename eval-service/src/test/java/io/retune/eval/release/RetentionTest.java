package io.retune.eval.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.eval.gate.Champion;
import io.retune.eval.gate.GateState;
import io.retune.schemas.v1.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionTest {
  @Test
  void keepsTheLatestCheckpointsTheLatestReleasesAndWhatIsInUse() {
    // Given
    GateState state = GateState.NEW;
    for (long version = 1; version <= 9; version++) {
      state = state.withVersion(version);
    }
    state = state.serving(served(1, 1), 0).serving(served(2, 2), 0).serving(served(4, 3), 0);

    // When
    var superfluous = new Retention(2, 2).superfluous(state);

    // Then: 8 and 9 are the latest, 2 and 4 the latest released, 3 is what 4 is judged by.
    assertThat(superfluous).containsExactly(1L, 5L, 6L, 7L);
  }

  @Test
  void forgetsWhatIsGone() {
    // Given
    GateState state = GateState.NEW.withVersion(1).withVersion(2).serving(served(1, 1), 0);

    // When
    GateState after = state.without(List.of(1L));

    // Then
    assertThat(after.versions()).containsExactly(2L);
    assertThat(after.released()).isEmpty();
  }

  private static Champion served(long version, long judged) {
    return new Champion(version, judged, Decision.Kind.PROMOTE, Decision.Evidence.ENOUGH, false, 0);
  }
}
