package io.retune.trainer.train.fit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {

  @Test
  void moreValuesThanAnArrayHoldsAreRefusedInWords() {
    // Given: one vector, 700,000 times
    List<float[]> vectors = Collections.nCopies(700_000, new float[3072]);

    // When, Then
    assertThatThrownBy(() -> new TorchEngine().run(manager -> Rows.matrix(manager, vectors, 3072)))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("700000 vectors of 3072 dimensions are more than a matrix holds");
  }
}
