package io.retune.eval.ranking;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class VectorTableTest {
  @Test
  void moreValuesThanAnArrayHoldsAreRefusedInWords() {
    // Given: one row, 700,000 times
    List<float[]> rows = Collections.nCopies(700_000, new float[3072]);

    // When, Then
    assertThatThrownBy(() -> VectorTable.of(3072, rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "700000 nodes of 3072 dimensions are more than an evaluation holds");
  }
}
