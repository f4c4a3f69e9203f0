package io.retune.qagen.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawTest {

  @Test
  void drawsFirstInProportionToWeight() {
    // Given
    List<Integer> weights = List.of(1, 3);
    int runs = 4_000;

    // When
    long heavyFirst =
        IntStream.range(0, runs)
            .filter(
                run -> Draw.seededBy("run" + run).weighted(weights, weight -> weight).get(0) == 3)
            .count();

    // Then
    // Expected share 3 of 4; five standard deviations of 4,000 draws are 0.034.
    assertThat((double) heavyFirst / runs).isCloseTo(0.75, within(0.034));
  }
}
