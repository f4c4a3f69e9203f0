package io.retune.trainer.train.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeededBatchOrderTest {

  @Test
  void showsEveryQuestionOnceBeforeAnyTwice() {
    // Given
    BatchOrder order = new SeededBatchOrder(List.of(group(false, 40)), 10, 3, 1);

    // When
    List<Integer> seen = new ArrayList<>();
    for (int step = 0; step < 4; step++) {
      Arrays.stream(order.batch(step)[0]).forEach(seen::add);
    }

    // Then
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 40).boxed().toList())
        .isNotEqualTo(IntStream.range(0, 40).boxed().toList());
  }

  @Test
  void mixesThreeLocalQuestionsWithEachRealOne() {
    // Given
    BatchOrder order =
        new SeededBatchOrder(List.of(group(false, 100), group(true, 1000)), 32, 3, 1);

    // When
    int[][] batch = order.batch(0);

    // Then
    assertThat(batch[0]).hasSize(8);
    assertThat(batch[1]).hasSize(24);
  }

  @Test
  void drawsFromAllRealGroupsTogether() {
    // Given
    BatchOrder order =
        new SeededBatchOrder(
            List.of(group(false, 60), group(false, 30), group(true, 100)), 40, 1, 1);

    // When
    int[] sizes = new int[3];
    for (int step = 0; step < 4; step++) {
      int[][] batch = order.batch(step);
      IntStream.range(0, 3).forEach(place -> sizes[place] += batch[place].length);
    }

    // Then
    assertThat(sizes[0] + sizes[1]).isEqualTo(80);
    assertThat(sizes[2]).isEqualTo(80);
    assertThat(sizes[1]).isBetween(20, 30);
  }

  @Test
  void givesAllQuestionsInEachBatchWhereThereAreFewerThanABatch() {
    // Given
    BatchOrder order = new SeededBatchOrder(List.of(group(true, 5)), 256, 3, 1);
    order.batch(0);

    // When
    int[] second = order.batch(1)[0];

    // Then
    assertThat(second).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
  }

  private static QuestionGroup group(boolean local, int questions) {
    List<float[]> vectors = IntStream.range(0, questions).mapToObj(i -> new float[] {1}).toList();
    return local
        ? QuestionGroup.local(vectors, new int[questions])
        : QuestionGroup.asked("imported", vectors, new int[questions]);
  }
}
