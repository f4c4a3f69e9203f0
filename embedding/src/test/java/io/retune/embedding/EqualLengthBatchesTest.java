package io.retune.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.embedding.EqualLengthBatches.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EqualLengthBatchesTest {

  @Test
  void keepsEveryRowOnceInBatchesOfOneLengthWithinTheLimit() {
    // Given
    Random random = new Random(11);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      rows.add(new Row(i, 0, new long[1 + random.nextInt(60)]));
    }

    // When
    List<List<Row>> batches = EqualLengthBatches.of(rows, 100);

    // Then
    assertThat(batches.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(rows);
    assertThat(batches)
        .allSatisfy(
            batch -> {
              int length = batch.get(0).tokens().length;
              assertThat(batch).allMatch(row -> row.tokens().length == length);
              assertThat(batch.size() * length).isLessThanOrEqualTo(100);
            });
    assertThat(batches.stream().map(batch -> -batch.get(0).tokens().length)).isSorted();
  }

  @Test
  void runsARowAloneThatIsLongerThanTheLimit() {
    // Given
    List<Row> rows = List.of(new Row(0, 0, new long[200]), new Row(1, 0, new long[200]));

    // When
    List<List<Row>> batches = EqualLengthBatches.of(rows, 100);

    // Then
    assertThat(batches).hasSize(2);
  }
}
