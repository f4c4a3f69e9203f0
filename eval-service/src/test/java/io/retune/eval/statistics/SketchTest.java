package io.retune.eval.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SketchTest {

  @Test
  void comparesSmallSetsExactly() {
    // Given
    Sketch one = Sketch.of(List.of("a", "b", "c"));
    Sketch other = Sketch.of(List.of("c", "b", "d"));

    // When
    double difference = one.difference(other);

    // Then: two of four are in both
    assertThat(difference).isEqualTo(0.5);
  }

  @Test
  void estimatesTheDifferenceOfLargeSets() {
    // Given: 8,000 of 10,000 are in both
    Sketch one = Sketch.of(ids(0, 9_000));
    Sketch other = Sketch.of(ids(1_000, 10_000));

    // When
    double difference = one.difference(other);

    // Then: three standard errors
    assertThat(difference).isCloseTo(0.2, within(0.11));
  }

  @Test
  void findsNoDifferenceBetweenEqualSetsInAnyOrder() {
    // Given
    Sketch one = Sketch.of(List.of("a", "b", "c", "c"));
    Sketch other = Sketch.of(List.of("c", "a", "b"));

    // When
    double difference = one.difference(other);

    // Then
    assertThat(difference).isZero();
    assertThat(Sketch.of(List.of()).difference(Sketch.of(List.of()))).isZero();
    assertThat(one.difference(Sketch.of(List.of()))).isEqualTo(1);
  }

  private static List<String> ids(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "id-" + i).toList();
  }
}
