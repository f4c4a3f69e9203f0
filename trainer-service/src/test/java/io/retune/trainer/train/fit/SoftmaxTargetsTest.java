package io.retune.trainer.train.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoftmaxTargetsTest {

  @Test
  void holdsTheNodesThatAQuestionAsksAboutAndNoOthers() {
    // Given
    int[] answers = {7, 2, 2, 5};

    // When
    SoftmaxTargets targets = new SoftmaxTargets(answers, 10, 100, new SplittableRandom(1));

    // Then
    assertThat(targets.all()).containsExactly(2, 5, 7);
    assertThat(targets.isSampled()).isFalse();
  }

  @Test
  void samplesUpToTheLimitWithTheAnswersFirstAndNoneTwice() {
    // Given
    SoftmaxTargets targets =
        new SoftmaxTargets(IntStream.range(0, 100).toArray(), 100, 20, new SplittableRandom(1));

    // When
    int[] sample = targets.sample(new int[] {31, 8, 31});

    // Then
    assertThat(targets.isSampled()).isTrue();
    assertThat(sample).hasSize(20).doesNotHaveDuplicates().startsWith(8, 31);
  }

  @Test
  void reachesAllNodesInTheCourseOfATraining() {
    // Given
    SoftmaxTargets targets =
        new SoftmaxTargets(IntStream.range(0, 100).toArray(), 100, 20, new SplittableRandom(1));
    Set<Integer> seen = new HashSet<>();

    // When
    for (int step = 0; step < 60; step++) {
      for (int node : targets.sample(new int[] {0})) {
        seen.add(node);
      }
    }

    // Then
    assertThat(seen).hasSize(100);
  }

  @Test
  void keepsAllAnswersOfABatchThatIsLargerThanTheLimit() {
    // Given
    SoftmaxTargets targets =
        new SoftmaxTargets(IntStream.range(0, 100).toArray(), 100, 5, new SplittableRandom(1));

    // When
    int[] sample = targets.sample(IntStream.range(0, 30).toArray());

    // Then
    assertThat(sample).hasSize(30);
  }
}
