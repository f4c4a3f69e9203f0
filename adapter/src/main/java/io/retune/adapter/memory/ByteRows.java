package io.retune.adapter.memory;

import io.retune.adapter.tensor.ByteTensor;
import io.retune.adapter.tensor.Tensor;
import java.util.List;

/**
 * Vectors as rows of whole numbers of 8 bits, each row with its own scale: an element is its number
 * times the scale, and off by no more than half of it. The arrays are shared, not copied:
 * read-only.
 *
 * @param dimension of each row, at least 1
 * @param values row by row, from -127 to 127
 * @param scales a row each, finite and not negative
 */
record ByteRows(int dimension, byte[] values, float[] scales) {

  private static final int LARGEST = 127;

  /**
   * @throws IllegalArgumentException where the sizes do not fit, or a value is out of its range
   */
  ByteRows {
    if (dimension < 1 || scales.length < 1 || values.length != (long) dimension * scales.length) {
      throw new IllegalArgumentException(
          "%d values and %d scales of rows of dimension %d"
              .formatted(values.length, scales.length, dimension));
    }
    for (float scale : scales) {
      if (!Float.isFinite(scale) || scale < 0) {
        throw new IllegalArgumentException("a row has the scale " + scale);
      }
    }
    for (byte value : values) {
      if (value == Byte.MIN_VALUE) {
        throw new IllegalArgumentException("a row holds -128, which no row is rounded to");
      }
    }
  }

  /** Rounds vectors: the largest element of each becomes 127, ties go to the even number. */
  static ByteRows rounded(List<float[]> vectors, int dimension) {
    byte[] values = new byte[Math.multiplyExact(vectors.size(), dimension)];
    float[] scales = new float[vectors.size()];
    for (int row = 0; row < scales.length; row++) {
      float[] vector = vectors.get(row);
      scales[row] = (float) (largest(vector) / LARGEST);
      for (int i = 0; i < dimension && scales[row] > 0; i++) {
        double number = Math.rint((double) vector[i] / scales[row]);
        values[row * dimension + i] = (byte) Math.max(-LARGEST, Math.min(LARGEST, number));
      }
    }
    return new ByteRows(dimension, values, scales);
  }

  /**
   * @param values [rows, dimension]
   * @param scales [rows]
   * @throws IllegalArgumentException where the shapes do not fit, or a value is out of its range
   */
  static ByteRows of(ByteTensor values, Tensor scales) {
    int[] shape = values.shape();
    if (shape.length != 2 || scales.rank() != 1 || scales.size() != shape[0]) {
      throw new IllegalArgumentException("rows %s with scales %s".formatted(values, scales));
    }
    return new ByteRows(shape[1], values.toArray(), scales.toArray());
  }

  static double largest(float[] vector) {
    double largest = 0;
    for (float value : vector) {
      largest = Math.max(largest, Math.abs((double) value));
    }
    return largest;
  }

  int rows() {
    return scales.length;
  }

  /** [rows, dimension]. */
  ByteTensor valueTensor() {
    return ByteTensor.of(values, rows(), dimension);
  }

  /** [rows]. */
  Tensor scaleTensor() {
    return Tensor.vector(scales);
  }

  /** Adds a row, times a factor, to a sum. */
  void addTo(double[] sum, int row, double factor) {
    double scaled = factor * scales[row];
    for (int i = 0; i < dimension; i++) {
      sum[i] += scaled * values[row * dimension + i];
    }
  }
}
