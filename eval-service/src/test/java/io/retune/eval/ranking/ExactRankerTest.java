package io.retune.eval.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExactRankerTest {
  @ParameterizedTest
  @CsvSource({"1,1,1,5", "3,7,2,4", "5,300,9,10", "31,256,1,3", "384,257,3,100", "33,600,40,50"})
  void ranksAsAPlainSortOfAllScoresDoes(int dimension, int rows, int questions, int depth) {
    // Given
    Random random = new Random(rows);
    VectorTable corpus = table(random, rows, dimension);
    VectorTable asked = table(random, questions, dimension);

    // When
    Rankings rankings = rank(corpus, asked, depth, rows);

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
    Rankings rankings = rank(corpus, question, 4, 5);

    // Then
    assertThat(rankings.of(0)).containsExactly(0, 2, 4, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 255, 256, 300, 2000})
  void ranksEquallyWhateverTheSizeOfTheBlocks(int capacity) {
    // Given: numbers whose sums are rounded, and every row twice
    Random random = new Random(3);
    VectorTable half = gaussian(random, 500, 33);
    VectorTable corpus = twice(half);
    VectorTable asked = gaussian(random, 35, 33);
    Rankings whole = rank(corpus, asked, 40, 1000);

    // When
    Rankings rankings = rank(corpus, asked, 40, capacity);

    // Then
    for (int question = 0; question < asked.rows(); question++) {
      assertThat(rankings.of(question)).isEqualTo(whole.of(question));
    }
  }

  @Test
  void refusesRowsOfAnotherDimension() {
    // Given
    ExactRanker ranker = new ExactRanker(new VectorTable(3, new float[3]), 1);
    RowBlock block = new RowBlock(2);

    // When
    Throwable thrown = catchThrowable(() -> ranker.add(block));

    // Then
    assertThat(thrown).hasMessageContainingAll("3 dimensions", "2 dimensions");
  }

  private static Rankings rank(VectorTable corpus, VectorTable asked, int depth, int capacity) {
    ExactRanker ranker = new ExactRanker(asked, depth);
    RowBlock block = new RowBlock(corpus.dimension(), capacity);
    for (int row = 0; row < corpus.rows(); row++) {
      block.add(corpus.row(row));
      if (block.isFull()) {
        ranker.add(block);
        block.clear();
      }
    }
    ranker.add(block);
    return ranker.rankings();
  }

  private static VectorTable gaussian(Random random, int rows, int dimension) {
    float[] values = new float[rows * dimension];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new VectorTable(dimension, values);
  }

  private static VectorTable twice(VectorTable half) {
    List<float[]> rows = new ArrayList<>();
    for (int row = 0; row < 2 * half.rows(); row++) {
      rows.add(half.row(row % half.rows()));
    }
    return VectorTable.of(half.dimension(), rows);
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
