package io.retune.eval.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactRankerTest {
  @ParameterizedTest
  @CsvSource({"1,1,1,5", "3,7,2,4", "5,300,9,10", "31,256,1,3", "384,257,3,100", "33,600,40,50"})
  void ranksAsAPlainSortOfAllScoresDoes(int dimension, int rows, int questions, int depth) {
    // Given
    Random random = new Random(rows);
    VectorTable corpus = table(random, rows, dimension);
    VectorTable asked = table(random, questions, dimension);

    // When
    Rankings rankings = new ExactRanker(corpus).rank(asked, depth);

    // Then
    for (int question = 0; question < questions; question++) {
      assertThat(rankings.of(question)).isEqualTo(sorted(corpus, asked, question, depth));
    }
  }

  @Test
  void ranksEqualRowsByTheirPlace() {
    // Given
    VectorTable corpus = new VectorTable(2, new float[] {1, 0, 0, 1, 1, 0, 0, 1, 1, 0});
    VectorTable question = new VectorTable(2, new float[] {1, 0});

    // When
    Rankings rankings = new ExactRanker(corpus).rank(question, 4);

    // Then
    assertThat(rankings.of(0)).containsExactly(0, 2, 4, 1);
  }

  @Test
  void refusesQuestionsOfAnotherDimension() {
    // Given
    ExactRanker ranker = new ExactRanker(new VectorTable(2, new float[] {1, 0}));

    // When
    Throwable thrown = catchThrowable(() -> ranker.rank(new VectorTable(3, new float[3]), 1));

    // Then
    assertThat(thrown).hasMessageContainingAll("3 dimensions", "2 dimensions");
  }

  /** Small whole numbers, so that every sum is exact and ties are many. */
  private static VectorTable table(Random random, int rows, int dimension) {
    float[] values = new float[rows * dimension];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(7) - 3;
    }
    return new VectorTable(dimension, values);
  }

  private static int[] sorted(VectorTable corpus, VectorTable asked, int question, int depth) {
    return IntStream.range(0, corpus.rows())
        .boxed()
        .sorted(
            java.util.Comparator.<Integer>comparingLong(row -> -dot(corpus, row, asked, question))
                .thenComparing(row -> row))
        .limit(depth)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static long dot(VectorTable corpus, int row, VectorTable asked, int question) {
    return IntStream.range(0, corpus.dimension())
        .mapToLong(i -> (long) (corpus.at(row, i) * asked.at(question, i)))
        .sum();
  }
}
