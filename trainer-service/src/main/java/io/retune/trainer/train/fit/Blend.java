package io.retune.trainer.train.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.retune.adapter.LinearAdapter;
import io.retune.adapter.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Turns a learned map A into the adapter that is served: centred on the questions at hand and
 * blended with the identity.
 *
 * <p>b = −Aμ with μ the mean of the centring questions, s = the mean |Aq + b| over them; the
 * adapter is A' = αA/s + (1 − α)I and b' = αb/s, served as unit(A'q + b').
 */
final class Blend {

  private static final int ROWS_AT_ONCE = 4096;

  private final int dimension;
  private final float[] map;
  private final float[] bias;
  private final double length;

  private Blend(int dimension, float[] map, float[] bias, double length) {
    this.dimension = dimension;
    this.map = map;
    this.bias = bias;
    this.length = length;
  }

  /** Centres a map on questions, at least one. */
  static Blend centred(NDManager manager, WhitenedMap learned, List<float[]> questions) {
    int dimension = learned.dimension();
    float[] mean = Rows.mean(questions, dimension);
    try (NDManager scope = manager.newSubManager()) {
      NDArray map = Rows.array(scope, learned.map(), new Shape(dimension, dimension));
      NDArray bias = map.matMul(Rows.array(scope, mean, new Shape(dimension))).neg();
      double sum = 0;
      for (int start = 0; start < questions.size(); start += ROWS_AT_ONCE) {
        List<float[]> some =
            questions.subList(start, Math.min(questions.size(), start + ROWS_AT_ONCE));
        try (NDManager chunk = scope.newSubManager()) {
          chunk.tempAttachAll(map, bias);
          sum +=
              Rows.matrix(chunk, some, dimension)
                  .matMul(map.transpose())
                  .addi(bias)
                  .norm(new int[] {1})
                  .sum()
                  .getFloat();
        }
      }
      double length = sum / questions.size();
      if (!(length > 1e-9)) {
        throw new TrainingException("the questions do not differ from each other");
      }
      return new Blend(dimension, learned.map(), bias.toFloatArray(), length);
    }
  }

  /**
   * The adapter at this share.
   *
   * @param alpha from 0, the base model, to 1, the learned map alone
   */
  LinearAdapter at(double alpha) {
    float[] weight = new float[map.length];
    for (int row = 0; row < dimension; row++) {
      for (int column = 0; column < dimension; column++) {
        int place = row * dimension + column;
        double identity = row == column ? 1 - alpha : 0;
        weight[place] = (float) (alpha * map[place] / length + identity);
      }
    }
    float[] shifted = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      shifted[i] = (float) (alpha * bias[i] / length);
    }
    return new LinearAdapter(
        Tensor.of(weight, dimension, dimension), Optional.of(Tensor.vector(shifted)));
  }
}
