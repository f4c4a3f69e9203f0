package io.retune.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retune.adapter.tensor.Tensor;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdapterTest {

  @Test
  void linearAdapterGivesTheUnitVectorOfWeightTimesQueryPlusBias() {
    // Given
    LinearAdapter adapter =
        new LinearAdapter(
            Tensor.of(new float[] {1, 2, 0, 0, 1, -1}, 2, 3), Optional.of(Tensor.vector(-2, 3)));

    // When
    float[] vector = adapter.apply(new float[] {1, 2, 4});

    // Then
    // (1 + 4 - 2, 2 - 4 + 3) = (3, 1), of length √10
    assertThat(vector).containsExactly(new float[] {0.9486833f, 0.31622776f}, within(1e-6f));
  }

  @Test
  void twoLayerAdapterAddsTheQueryToTheScaledResultOfItsLayers() {
    // Given
    TwoLayerAdapter adapter =
        new TwoLayerAdapter(
            Tensor.of(new float[] {1, 0, 0, -1, 1, 1}, 3, 2),
            Tensor.vector(0, 0, -1),
            Tensor.of(new float[] {1, 1, 1, 0, 0, 2}, 2, 3),
            Tensor.vector(1, 0),
            Activation.RELU,
            0.5f,
            true);

    // When
    float[] vector = adapter.apply(new float[] {1, 2});

    // Then
    // hidden (1, 0, 2), result (4, 4), scaled (2, 2), with the query (3, 4)
    assertThat(vector).containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 384})
  void identityMatrixIsTheIdentityInEveryDimension(int dimension) {
    // Given
    Random random = new Random(dimension);
    float[] identity = new float[dimension * dimension];
    float[] query = new float[dimension];
    for (int index = 0; index < dimension; index++) {
      identity[index * dimension + index] = 1;
      query[index] = (float) random.nextGaussian();
    }
    LinearAdapter adapter = new LinearAdapter(Tensor.of(identity, dimension, dimension));

    // When
    float[] vector = adapter.apply(query);

    // Then
    assertThat(vector).containsExactly(new IdentityAdapter().apply(query));
    assertThat(length(vector)).isCloseTo(1, within(1e-6));
  }

  @Test
  void linearAdapterAgreesWithDoublePrecisionOnRandomWeights() {
    // Given
    int dimension = 384;
    Random random = new Random(11);
    float[] weight = gaussian(random, dimension * dimension);
    float[] bias = gaussian(random, dimension);
    float[] query = gaussian(random, dimension);
    LinearAdapter adapter =
        new LinearAdapter(
            Tensor.of(weight, dimension, dimension), Optional.of(Tensor.vector(bias)));

    // When
    float[] vector = adapter.apply(query);

    // Then
    double[] expected = new double[dimension];
    double squares = 0;
    for (int row = 0; row < dimension; row++) {
      expected[row] = bias[row];
      for (int column = 0; column < dimension; column++) {
        expected[row] += (double) weight[row * dimension + column] * query[column];
      }
      squares += expected[row] * expected[row];
    }
    for (int row = 0; row < dimension; row++) {
      assertThat((double) vector[row]).isCloseTo(expected[row] / Math.sqrt(squares), within(5e-7));
    }
  }

  @Test
  void zerosHaveNoDirectionAndStayZeros() {
    // Given
    Adapter adapter = new LinearAdapter(Tensor.of(new float[] {1, 0, 0, 1}, 2, 2));

    // When
    float[] vector = adapter.apply(new float[] {0, 0});

    // Then
    assertThat(vector).containsExactly(0, 0);
  }

  @Test
  void queryVectorIsNotChanged() {
    // Given
    float[] query = {3, 4};

    // When
    new IdentityAdapter().apply(query);

    // Then
    assertThat(query).containsExactly(3, 4);
  }

  @Test
  void vectorOfAnotherDimensionIsRefused() {
    // Given
    Adapter adapter = new LinearAdapter(Tensor.of(new float[] {1, 0, 0, 1}, 2, 2));

    // When
    var refusal = assertThatThrownBy(() -> adapter.apply(new float[3]));

    // Then
    refusal
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the adapter maps vectors of dimension 2, not 3");
  }

  @Test
  void weightsThatAreNotFiniteAreRefused() {
    // Given
    Tensor weight = Tensor.of(new float[] {1, 0, Float.NaN, 1}, 2, 2);

    // When
    var refusal = assertThatThrownBy(() -> new LinearAdapter(weight));

    // Then
    refusal
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the weight holds a value that is not finite");
  }

  @Test
  void layersThatDoNotFitAreRefused() {
    // Given
    Tensor first = Tensor.of(new float[6], 3, 2);
    Tensor second = Tensor.of(new float[4], 2, 2);

    // When
    var refusal =
        assertThatThrownBy(
            () ->
                new TwoLayerAdapter(
                    first,
                    Tensor.vector(0, 0, 0),
                    second,
                    Tensor.vector(0, 0),
                    Activation.TANH,
                    0,
                    false));

    // Then
    refusal
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the first layer gives 3 values, the second takes 2");
  }

  /** Printed by PyTorch 1.13 in double precision. */
  @ParameterizedTest
  @CsvSource({
    "RELU, -3, 0",
    "RELU, 0.5, 0.5",
    "LEAKY_RELU, -3, -0.03",
    "LEAKY_RELU, 3, 3",
    "SIGMOID, -3, 0.047425873",
    "SIGMOID, 0.5, 0.622459331",
    "TANH, -1, -0.761594156",
    "TANH, 3, 0.995054754",
    "GELU, -3, -0.004049694",
    "GELU, -0.5, -0.154268769",
    "GELU, 0, 0",
    "GELU, 1, 0.841344746",
    "GELU, 3, 2.995950306",
  })
  void activationsAreThoseOfTorch(Activation activation, float value, double expected) {
    // Given
    float argument = value;

    // When
    float result = activation.apply(argument);

    // Then
    assertThat((double) result).isCloseTo(expected, within(4e-7));
  }

  private static float[] gaussian(Random random, int size) {
    float[] values = new float[size];
    for (int index = 0; index < size; index++) {
      values[index] = (float) random.nextGaussian();
    }
    return values;
  }

  private static double length(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }
}
