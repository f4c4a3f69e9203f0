package io.retune.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleHashTest {

  @Test
  void staysAsItIsBecauseRecipesNameIt() {
    // Given
    String node = "n1";

    // When
    long hash = SampleHash.of(node, "q1");

    // Then: printf '\0\0\0\002n1\0\0\0\002q1' | sha256sum
    assertThat(Long.toHexString(hash)).isEqualTo("ca3b69cb6be536b7");
  }

  @Test
  void isWithinAShareAsOftenAsTheShareSays() {
    // Given
    double share = 0.3;

    // When
    long within =
        IntStream.range(0, 10_000)
            .filter(i -> SampleHash.isWithin(share, SampleHash.of("n", "q" + i)))
            .count();

    // Then: five standard deviations
    assertThat(within).isBetween(2_770L, 3_230L);
  }

  @Test
  void isAlwaysWithinAllAndNeverWithinNothing() {
    // Given
    long lowest = 0;
    long highest = -1L;

    // When
    boolean[] within = {
      SampleHash.isWithin(1, highest),
      SampleHash.isWithin(1, lowest),
      SampleHash.isWithin(0, lowest)
    };

    // Then
    assertThat(within).containsExactly(true, true, false);
  }
}
