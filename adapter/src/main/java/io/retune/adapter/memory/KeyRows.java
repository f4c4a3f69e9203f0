package io.retune.adapter.memory;

import io.retune.adapter.tensor.ByteTensor;
import io.retune.adapter.tensor.Tensor;
import java.util.Arrays;

/**
 * The keys of a memory, laid out so that all of them are compared with a query in one or two
 * milliseconds.
 *
 * <p>Twenty thousand rows of 384 are eight million products. The just-in-time compiler turns a sum
 * of two products of 16-bit numbers into one instruction for many lanes, where they come from
 * arrays and go into one; so rows lie transposed in strips, two neighbouring dimensions of a row
 * beside each other, and the query is spread over arrays of the same form. Whole numbers, so no
 * order of sums changes a result.
 */
final class KeyRows {

  private static final int LANES = 256;

  /**
   * A query's largest number. With keys up to 127 a sum stays within 32 bits up to {@link
   * #MAX_DIMENSION}.
   */
  private static final int LARGEST = 2047;

  static final int MAX_DIMENSION = Integer.MAX_VALUE / (LARGEST * 127);

  private final int rows;
  private final int dimension;
  private final float[] scales;

  /** By strip and pair of dimensions: two numbers a lane. */
  private final short[][][] strips;

  KeyRows(ByteRows keys) {
    this.rows = keys.rows();
    this.dimension = keys.dimension();
    if (dimension > MAX_DIMENSION) {
      throw new IllegalArgumentException(
          "keys of %d dimensions, beyond %d".formatted(dimension, MAX_DIMENSION));
    }
    this.scales = keys.scales();
    int pairs = (dimension + 1) / 2;
    this.strips = new short[(rows + LANES - 1) / LANES][pairs][2 * LANES];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < dimension; i++) {
        strips[row / LANES][i / 2][2 * (row % LANES) + i % 2] = keys.values()[row * dimension + i];
      }
    }
  }

  /** The numbers as they were given, [keys, dimension]. */
  ByteTensor valueTensor() {
    byte[] values = new byte[rows * dimension];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < dimension; i++) {
        values[row * dimension + i] = (byte) strips[row / LANES][i / 2][2 * (row % LANES) + i % 2];
      }
    }
    return ByteTensor.of(values, rows, dimension);
  }

  /** [keys]. */
  Tensor scaleTensor() {
    return Tensor.vector(scales);
  }

  /**
   * Compares a query with every key.
   *
   * @param query of the keys' dimension
   * @param visitor takes each key's place with its dot product with the query, rounded to 12 bits
   */
  void compare(float[] query, Visitor visitor) {
    double scale = ByteRows.largest(query) / LARGEST;
    if (scale == 0) {
      return;
    }
    short[][] spread = spread(query, scale);
    int[] sums = new int[LANES];
    for (int strip = 0; strip < strips.length; strip++) {
      Arrays.fill(sums, 0);
      short[][] pairs = strips[strip];
      for (int pair = 0; pair < spread.length; pair++) {
        addProducts(sums, pairs[pair], spread[pair]);
      }
      int first = strip * LANES;
      int count = Math.min(LANES, rows - first);
      for (int lane = 0; lane < count; lane++) {
        visitor.key(first + lane, sums[lane] * (scale * scales[first + lane]));
      }
    }
  }

  /** Takes a key's similarity. */
  @FunctionalInterface
  interface Visitor {
    void key(int place, double similarity);
  }

  private short[][] spread(float[] query, double scale) {
    short[][] spread = new short[(dimension + 1) / 2][2 * LANES];
    for (int i = 0; i < dimension; i++) {
      short number = (short) Math.rint(query[i] / scale);
      short[] pair = spread[i / 2];
      for (int lane = 0; lane < LANES; lane++) {
        pair[2 * lane + i % 2] = number;
      }
    }
    return spread;
  }

  /** The form that is compiled to one instruction a pair. */
  private static void addProducts(int[] sums, short[] keys, short[] query) {
    for (int lane = 0; lane < sums.length; lane++) {
      sums[lane] +=
          ((keys[2 * lane] * query[2 * lane]) + (keys[2 * lane + 1] * query[2 * lane + 1]));
    }
  }
}
