package io.retune.trainer.train.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** Vectors as the rows of a matrix, and back. */
final class Rows {

  /** Java's arrays hold a few less than their length can count. */
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private static final int ROWS_AT_ONCE = 4096;

  private Rows() {}

  /**
   * A matrix [vectors, dimension] in the scope of the manager.
   *
   * @throws TrainingException if there are more values than an array holds
   */
  static NDArray matrix(NDManager manager, List<float[]> vectors, int dimension) {
    requireSize(vectors.size(), dimension);
    if (vectors.size() <= ROWS_AT_ONCE) {
      return block(manager, vectors, dimension);
    }
    // In blocks, or the heap would hold all of it a second time.
    NDArray matrix = manager.create(new Shape(vectors.size(), dimension));
    for (int start = 0; start < vectors.size(); start += ROWS_AT_ONCE) {
      int end = Math.min(vectors.size(), start + ROWS_AT_ONCE);
      try (NDArray block = block(manager, vectors.subList(start, end), dimension)) {
        matrix.set(new NDIndex("{}:{}", start, end), block);
      }
    }
    return matrix;
  }

  private static NDArray block(NDManager manager, List<float[]> vectors, int dimension) {
    float[] values = new float[vectors.size() * dimension];
    for (int row = 0; row < vectors.size(); row++) {
      System.arraycopy(vectors.get(row), 0, values, row * dimension, dimension);
    }
    return array(manager, values, new Shape(vectors.size(), dimension));
  }

  private static void requireSize(int vectors, int dimension) {
    if ((long) vectors * dimension > LARGEST_ARRAY) {
      throw new TrainingException(
          "%d vectors of %d dimensions are more than a matrix holds: %d values"
              .formatted(vectors, dimension, LARGEST_ARRAY));
    }
  }

  /**
   * An array in memory of PyTorch's own, in the scope of the manager. One that DJL makes of Java's
   * values stays in a Java buffer, which may start anywhere; the order of a product's sums may
   * depend on where its operands start, and with it the last bit.
   */
  static NDArray array(NDManager manager, float[] values, Shape shape) {
    try (NDArray javaMemory = manager.create(values, shape)) {
      return javaMemory.duplicate();
    }
  }

  /** Each row at unit length; rows of zeros stay zeros. */
  static NDArray unit(NDArray rows) {
    return rows.div(rows.norm(new int[] {1}, true).clip(1e-9, Float.MAX_VALUE));
  }

  /** The mean of the vectors, summed in their order in double precision. */
  static float[] mean(List<float[]> vectors, int dimension) {
    double[] sum = new double[dimension];
    for (float[] vector : vectors) {
      for (int i = 0; i < dimension; i++) {
        sum[i] += vector[i];
      }
    }
    float[] mean = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      mean[i] = (float) (sum[i] / vectors.size());
    }
    return mean;
  }
}
