package io.retune.trainer.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retune.schemas.InstantCodec;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.BaseModelState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CanaryComparisonTest {

  private static final Instant MONDAY = Instant.parse("2026-11-23T08:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-11-24T08:00:00Z");
  private static final CanaryComparison COMPARISON =
      new CanaryComparison(
          BaseModel.newBuilder().setName("side").setDimension(2).setFingerprint("0123").build(),
          "texts",
          0.001);
  private static final List<float[]> BEFORE = List.of(at(0), at(90));

  @Test
  void writesDownWhatAModelIsWhenItIsSeenFirst() {
    // When
    BaseModelState state = COMPARISON.next(Optional.empty(), BEFORE, MONDAY).orElseThrow();

    // Then
    assertThat(state.getBaseModel().getFingerprint()).isEqualTo("0123");
    assertThat(state.getVectorsCount()).isEqualTo(2);
    assertThat(state.hasChange()).isFalse();
    assertThat(InstantCodec.decode(state.getSince())).isEqualTo(MONDAY);
  }

  @Test
  void findsNothingWhereAModelIsWhatItWasButForRounding() {
    // Given: two degrees are a cosine distance of .0006.
    List<float[]> rounded = List.of(at(2), at(90));

    // When
    Optional<BaseModelState> next = COMPARISON.next(Optional.of(first()), rounded, TUESDAY);

    // Then
    assertThat(next).isEmpty();
  }

  @Test
  void marksAModelThatAnswersOtherwiseWithTheLargestDistance() {
    // Given
    List<float[]> turned = List.of(at(10), at(150));

    // When
    BaseModelState state = COMPARISON.next(Optional.of(first()), turned, TUESDAY).orElseThrow();

    // Then: the second text was turned by 60 degrees, whose cosine is one half.
    assertThat(state.getChange().getDistance()).isCloseTo(0.5, within(1e-6));
    assertThat(InstantCodec.decode(state.getChange().getSeenAt())).isEqualTo(TUESDAY);
    assertThat(state.getVectorsList()).isEqualTo(first().getVectorsList());
    assertThat(InstantCodec.decode(state.getSince())).isEqualTo(MONDAY);
  }

  @Test
  void keepsTheMarkWhenTheModelIsWhatItWasAgainForVectorsOfTheTimeBetweenMayBeThere() {
    // Given
    BaseModelState changed =
        COMPARISON.next(Optional.of(first()), List.of(at(10), at(150)), TUESDAY).orElseThrow();

    // When
    Optional<BaseModelState> next = COMPARISON.next(Optional.of(changed), BEFORE, TUESDAY);

    // Then
    assertThat(next).isEmpty();
  }

  @Test
  void keepsTheTimeOfTheFirstChangeAndTheVectorsOfTheLast() {
    // Given
    BaseModelState changed =
        COMPARISON.next(Optional.of(first()), List.of(at(10), at(150)), MONDAY).orElseThrow();

    // When
    BaseModelState again =
        COMPARISON.next(Optional.of(changed), List.of(at(0), at(180)), TUESDAY).orElseThrow();

    // Then
    assertThat(InstantCodec.decode(again.getChange().getSeenAt())).isEqualTo(MONDAY);
    assertThat(again.getChange().getDistance()).isCloseTo(1, within(1e-6));
  }

  @Test
  void aModelOfAnotherDimensionIsAsFarAsCanBe() {
    // When
    double distance =
        COMPARISON.distance(Optional.of(first()), List.of(new float[] {1, 0, 0}, at(90)));

    // Then
    assertThat(distance).isEqualTo(2);
  }

  private static BaseModelState first() {
    return COMPARISON.next(Optional.empty(), BEFORE, MONDAY).orElseThrow();
  }

  private static float[] at(double degrees) {
    double angle = Math.toRadians(degrees);
    return new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
  }
}
