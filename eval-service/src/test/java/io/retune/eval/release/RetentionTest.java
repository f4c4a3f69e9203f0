package io.retune.eval.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.eval.gate.Champion;
import io.retune.schemas.v1.Decision;
import org.junit.jupiter.api.Test;

class RetentionTest {
  @Test
  void keepsTheLatestCheckpointsTheLatestReleasesAndWhatIsInUse() {
    // Given
    CollectionState state = CollectionState.NEW;
    for (long version = 1; version <= 9; version++) {
      state = state.trained(version);
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
    CollectionState state = CollectionState.NEW.trained(1).trained(2).serving(served(1, 1), 0);

    // When
    CollectionState after = state.without(java.util.List.of(1L));

    // Then
    assertThat(after.versions()).containsExactly(2L);
    assertThat(after.released()).isEmpty();
  }

  private static Champion served(long version, long judged) {
    return new Champion(version, judged, Decision.Kind.PROMOTE, Decision.Evidence.ENOUGH, false);
  }
}
