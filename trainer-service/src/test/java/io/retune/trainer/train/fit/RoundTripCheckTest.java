package io.retune.trainer.train.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundTripCheckTest {

  private final RoundTripCheck check = new RoundTripCheck(new TorchEngine());

  @Test
  void losesAQuestionThatIsMoreLikeOtherNodesThanItsOwn() {
    // Given
    List<float[]> nodes = List.of(vector(1, 0), vector(0, 1), vector(-1, 0), vector(0, -1));
    List<float[]> questions = List.of(vector(0.8, 0.6), vector(0.8, 0.6), vector(0.8, 0.6));

    // When
    BitSet lost = check.lost(nodes, group(questions, new int[] {0, 1, 2}), 2);

    // Then
    assertThat(lost.stream()).containsExactly(2);
  }

  @Test
  void keepsAQuestionWhoseNodeIsThereTwice() {
    // Given
    List<float[]> nodes = List.of(vector(1, 0), vector(1, 0), vector(0, 1));

    // When
    BitSet lost =
        check.lost(nodes, group(List.of(vector(1, 0), vector(1, 0)), new int[] {0, 1}), 1);

    // Then
    assertThat(lost.isEmpty()).isTrue();
  }

  @Test
  void losesNothingWhereAllNodesAreLookedAt() {
    // Given
    List<float[]> nodes = List.of(vector(1, 0), vector(0, 1));

    // When
    BitSet lost = check.lost(nodes, group(List.of(vector(1, 0)), new int[] {1}), 2);

    // Then
    assertThat(lost.isEmpty()).isTrue();
  }

  @Test
  void agreesWithRanksCountedOneByOneOverMoreScoresThanItHoldsAtATime() {
    // Given
    Random random = new Random(7);
    List<float[]> nodes = random(random, 6000);
    List<float[]> questions = random(random, 900);
    int[] answers = questions.stream().mapToInt(question -> random.nextInt(nodes.size())).toArray();

    // When
    BitSet lost = check.lost(nodes, group(questions, answers), 3000);

    // Then
    BitSet expected = new BitSet();
    for (int i = 0; i < answers.length; i++) {
      float[] question = questions.get(i);
      double own = dot(question, nodes.get(answers[i]));
      expected.set(i, nodes.stream().filter(node -> dot(question, node) > own).count() >= 3000);
    }
    BitSet differing = (BitSet) lost.clone();
    differing.xor(expected);
    // Sums in another order may swap neighbours at the very border.
    assertThat(differing.cardinality()).isLessThan(3);
    assertThat(expected.cardinality()).isBetween(300, 600);
  }

  private static QuestionGroup group(List<float[]> questions, int[] answers) {
    return QuestionGroup.asked("llm", questions, answers);
  }

  private static List<float[]> random(Random random, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                vector(
                    IntStream.range(0, 8)
                        .mapToDouble(dimension -> random.nextGaussian())
                        .toArray()))
        .toList();
  }

  private static double dot(float[] one, float[] other) {
    return IntStream.range(0, one.length).mapToDouble(i -> (double) one[i] * other[i]).sum();
  }

  private static float[] vector(double... values) {
    float[] vector = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      vector[i] = (float) values[i];
    }
    return vector;
  }
}
