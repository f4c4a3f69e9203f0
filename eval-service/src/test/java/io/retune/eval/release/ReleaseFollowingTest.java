package io.retune.eval.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.retune.eval.gate.Champion;
import io.retune.eval.gate.GateState;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.Decision;
import org.junit.jupiter.api.Test;

class ReleaseFollowingTest {
  private static final long SECOND = 1000;

  @Test
  void keepsTheEvidenceOfTheGatesOwnReleaseWhenItComesBack() {
    // Given
    GateState state = GateState.NEW.serving(promoted(2), 10 * SECOND);

    // When
    GateState after = ReleaseFollowing.after(state, release(2, "gate", 10));

    // Then
    assertThat(after.champion()).isEqualTo(promoted(2));
    assertThat(after.awaitedRelease()).isZero();
  }

  @Test
  void passesOverAnOlderReleaseThatTheGatesOwnHasOvertaken() {
    // Given
    GateState state = GateState.NEW.serving(promoted(2), 10 * SECOND);

    // When
    GateState after = ReleaseFollowing.after(state, release(1, "ann", 9));

    // Then
    assertThat(after).isEqualTo(state);
  }

  @Test
  void followsAReleaseByHand() {
    // Given
    GateState state = GateState.NEW.serving(promoted(2), 10 * SECOND).withReleaseSeen();

    // When
    GateState after = ReleaseFollowing.after(state, release(3, "ann", 20));

    // Then
    assertThat(after.champion().version()).isEqualTo(3);
    assertThat(after.champion().rolledBack()).isFalse();
    assertThat(after.champion().evidence()).isEqualTo(Decision.Evidence.NONE);
    assertThat(after.released()).containsExactly(2L, 3L);
  }

  @Test
  void marksAReleaseByHandOfAnEarlierVersionAsRolledBack() {
    // Given
    GateState state = GateState.NEW.serving(promoted(2), 10 * SECOND).withReleaseSeen();

    // When
    GateState after = ReleaseFollowing.after(state, release(0, "ann", 20));

    // Then
    assertThat(after.champion().isBase()).isTrue();
    assertThat(after.champion().rolledBack()).isTrue();
  }

  @Test
  void judgesByTheVersionThatARefitStandsOn() {
    // Given
    AdapterRelease.Builder refit = release(5, "ann", 20).toBuilder();
    refit.getCheckpointBuilder().getLineageBuilder().setRefitOfVersion(4);

    // When
    GateState after = ReleaseFollowing.after(GateState.NEW, refit.build());

    // Then
    assertThat(after.champion().version()).isEqualTo(5);
    assertThat(after.champion().judgedVersion()).isEqualTo(4);
  }

  private static Champion promoted(long version) {
    return new Champion(
        version, version, Decision.Kind.PROMOTE, Decision.Evidence.ENOUGH, false, 0);
  }

  private static AdapterRelease release(long version, String by, long seconds) {
    return AdapterRelease.newBuilder()
        .setVersion(version)
        .setReleasedBy(by)
        .setReleasedAt(Timestamp.newBuilder().setSeconds(seconds))
        .build();
  }
}
