package io.retune.eval.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.eval.rest.LearningCurve.Point;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.LearningCurvePoint;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearningCurveTest {
  @Test
  void thinsALongCurveAndKeepsItsEnds() {
    // Given
    AdapterCheckpoint checkpoint = checkpoint(IntStream.rangeClosed(0, 12_345).toArray());

    // When
    List<Point> points = LearningCurve.of(checkpoint).points();

    // Then
    assertThat(points).hasSize(500);
    assertThat(points).extracting(Point::step).isSorted().doesNotHaveDuplicates();
    assertThat(points.get(0).step()).isZero();
    assertThat(points.get(499).step()).isEqualTo(12_345);
  }

  @Test
  void keepsAShortCurveAsItIs() {
    // Given
    AdapterCheckpoint checkpoint = checkpoint(0, 5, 9);

    // When
    List<Point> points = LearningCurve.of(checkpoint).points();

    // Then
    assertThat(points).extracting(Point::step).containsExactly(0, 5, 9);
  }

  @Test
  void leavesOutALossThatIsNoNumber() {
    // Given
    AdapterCheckpoint checkpoint =
        checkpoint(0).toBuilder()
            .addLearningCurve(LearningCurvePoint.newBuilder().setStep(1).setLoss(Double.NaN))
            .build();

    // When
    List<Point> points = LearningCurve.of(checkpoint).points();

    // Then
    assertThat(points).extracting(Point::step).containsExactly(0);
  }

  private static AdapterCheckpoint checkpoint(int... steps) {
    AdapterCheckpoint.Builder checkpoint = AdapterCheckpoint.newBuilder();
    for (int step : steps) {
      checkpoint.addLearningCurve(
          LearningCurvePoint.newBuilder().setStep(step).setLoss(1.0 / (1 + step)));
    }
    return checkpoint.build();
  }
}
