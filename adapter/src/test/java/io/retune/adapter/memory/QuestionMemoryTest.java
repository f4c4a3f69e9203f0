package io.retune.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retune.adapter.LinearAdapter;
import io.retune.adapter.MalformedFileException;
import io.retune.adapter.MemoryAdapter;
import io.retune.adapter.memory.QuestionMemory.Focus;
import io.retune.adapter.tensor.ByteTensor;
import io.retune.adapter.tensor.IntTensor;
import io.retune.adapter.tensor.Tensor;
import io.retune.adapter.weights.AdapterWeights;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionMemoryTest {

  private static final double BETA = 0.5;

  private final Random random = new Random(3);

  /** Odd dimensions, more keys than a strip has, and fewer than are looked at. */
  @ParameterizedTest
  @ValueSource(ints = {3, 16, 255, 256, 257, 1000})
  void aQueryMovesAsTheFormulaSaysOnTheRoundedVectors(int keyCount) {
    // Given
    int dimension = keyCount % 2 == 0 ? 32 : 33;
    List<float[]> keys = units(keyCount, dimension);
    List<float[]> nodes = units(7, dimension);
    int[] answers = random.ints(keyCount, 0, 7).toArray();
    QuestionMemory memory = QuestionMemory.of(keys, answers, nodes, new Focus(16, 0.05));
    float[] query = units(1, dimension).get(0);

    // When
    float[] moved = new MemoryAdapter(LinearAdapter.identity(dimension), memory, BETA).apply(query);

    // Then
    double[] expected =
        moved(
            query,
            rows(memory.keyValues(), memory.keyScales()),
            answers,
            rows(memory.nodeValues(), memory.nodeScales()));
    for (int i = 0; i < dimension; i++) {
      // The query itself is rounded to 12 bits where it is compared.
      assertThat((double) moved[i]).isCloseTo(expected[i], within(2e-3));
    }
  }

  @Test
  void roundingAnElementIsOffByNoMoreThanHalfItsScale() {
    // Given
    List<float[]> keys = units(50, 40);

    // When
    QuestionMemory memory = QuestionMemory.of(keys, new int[50], units(1, 40), new Focus(16, 0.05));

    // Then
    double[][] rounded = rows(memory.keyValues(), memory.keyScales());
    for (int row = 0; row < 50; row++) {
      double half = memory.keyScales().values().get(row) / 2.0;
      for (int i = 0; i < 40; i++) {
        assertThat(rounded[row][i]).isCloseTo(keys.get(row)[i], within(half + 1e-9));
      }
    }
  }

  @Test
  void equallySimilarKeysAreTakenInTheOrderOfTheirPlaces() {
    // Given
    float[] key = {1, 0};
    List<float[]> nodes = List.of(new float[] {0, 1}, new float[] {0, -1});
    QuestionMemory memory =
        QuestionMemory.of(
            List.of(key, key, key, key), new int[] {0, 0, 1, 1}, nodes, new Focus(2, 0.05));

    // When
    double[] direction = memory.direction(new float[] {1, 0});

    // Then
    assertThat(direction).containsExactly(0, 1);
  }

  @Test
  void nodesThatCancelEachOtherMoveNothing() {
    // Given
    float[] key = {1, 0};
    List<float[]> nodes = List.of(new float[] {0, 1}, new float[] {0, -1});
    QuestionMemory memory =
        QuestionMemory.of(List.of(key, key), new int[] {0, 1}, nodes, new Focus(16, 0.05));

    // When
    float[] moved =
        new MemoryAdapter(LinearAdapter.identity(2), memory, BETA).apply(new float[] {0.6f, 0.8f});

    // Then
    assertThat(moved).containsExactly(new float[] {0.6f, 0.8f}, within(1e-7f));
  }

  @Test
  void aQueryOfZerosStaysWithoutADirection() {
    // Given
    QuestionMemory memory =
        QuestionMemory.of(units(20, 4), new int[20], units(1, 4), new Focus(16, 0.05));

    // When
    float[] moved = new MemoryAdapter(LinearAdapter.identity(4), memory, BETA).apply(new float[4]);

    // Then
    assertThat(moved).containsExactly(0, 0, 0, 0);
  }

  @Test
  void aMemoryComesBackFromItsFile() throws MalformedFileException {
    // Given
    QuestionMemory memory =
        QuestionMemory.of(
            units(300, 9), random.ints(300, 0, 5).toArray(), units(5, 9), new Focus(8, 0.1));
    MemoryAdapter adapter = new MemoryAdapter(LinearAdapter.identity(9), memory, 0.3);
    float[] query = units(1, 9).get(0);
    byte[] file = new AdapterWeights().encode(adapter);

    // When
    MemoryAdapter read = (MemoryAdapter) new AdapterWeights().decode(file);

    // Then
    assertThat(read.apply(query)).containsExactly(adapter.apply(query));
    assertThat(read.beta()).isEqualTo(0.3);
    assertThat(read.memory().focus()).isEqualTo(new Focus(8, 0.1));
    assertThat(new AdapterWeights().encode(read)).isEqualTo(file);
  }

  @Test
  void anAnswerBeyondTheNodesIsRefused() {
    // Given
    ByteTensor keys = ByteTensor.of(new byte[] {1, 2}, 1, 2);
    ByteTensor nodes = ByteTensor.of(new byte[] {1, 2}, 1, 2);

    // When
    var refusal =
        assertThatThrownBy(
            () ->
                QuestionMemory.of(
                    keys,
                    Tensor.vector(1),
                    IntTensor.of(new int[] {1}, 1),
                    nodes,
                    Tensor.vector(1),
                    new Focus(16, 0.05)));

    // Then
    refusal
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a key's answer is the node at 1");
  }

  @Test
  void keysOfTooManyDimensionsForTheirSumsAreRefused() {
    // Given
    int dimension = KeyRows.MAX_DIMENSION + 1;
    List<float[]> vectors = units(1, dimension);

    // When
    var refusal =
        assertThatThrownBy(
            () -> QuestionMemory.of(vectors, new int[1], vectors, new Focus(16, 0.05)));

    // Then
    refusal.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("beyond 8260");
  }

  /** The formula in double precision, over all keys in the order of their similarity. */
  private static double[] moved(float[] query, double[][] keys, int[] answers, double[][] nodes) {
    List<Integer> nearest =
        IntStream.range(0, keys.length)
            .boxed()
            .sorted(Comparator.comparingDouble(key -> -dot(query, keys[key])))
            .limit(16)
            .toList();
    double[] pull = new double[query.length];
    for (int key : nearest) {
      double weight = Math.exp((dot(query, keys[key]) - 1) / 0.05);
      for (int i = 0; i < pull.length; i++) {
        pull[i] += weight * nodes[answers[key]][i];
      }
    }
    double length =
        Math.sqrt(IntStream.range(0, pull.length).mapToDouble(i -> pull[i] * pull[i]).sum());
    double[] moved = new double[query.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = query[i] + BETA * pull[i] / length;
    }
    double own =
        Math.sqrt(IntStream.range(0, moved.length).mapToDouble(i -> moved[i] * moved[i]).sum());
    for (int i = 0; i < moved.length; i++) {
      moved[i] /= own;
    }
    return moved;
  }

  private static double dot(float[] query, double[] key) {
    return IntStream.range(0, key.length).mapToDouble(i -> query[i] * key[i]).sum();
  }

  private static double[][] rows(ByteTensor values, Tensor scales) {
    int[] shape = values.shape();
    double[][] rows = new double[shape[0]][shape[1]];
    byte[] flat = values.toArray();
    for (int row = 0; row < shape[0]; row++) {
      for (int i = 0; i < shape[1]; i++) {
        rows[row][i] = flat[row * shape[1] + i] * (double) scales.values().get(row);
      }
    }
    return rows;
  }

  private List<float[]> units(int count, int dimension) {
    return new ArrayList<>(Stream.generate(() -> unit(dimension)).limit(count).toList());
  }

  private float[] unit(int dimension) {
    float[] vector = new float[dimension];
    double squares = 0;
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextGaussian();
      squares += vector[i] * vector[i];
    }
    for (int i = 0; i < dimension; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return vector;
  }
}
