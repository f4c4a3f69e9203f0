package io.retune.eval.ranking;

import java.util.List;

/**
 * Vectors of one dimension, row after row in one array.
 *
 * <p>Thread-safe as long as nobody writes to the array that was handed in.
 */
public final class VectorTable {
  /** Java's arrays hold a few less than their length can count. */
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final int dimension;
  private final float[] values;

  /**
   * @param values the rows one after the other; not copied
   */
  public VectorTable(int dimension, float[] values) {
    if (dimension < 1 || values.length % dimension != 0) {
      throw new IllegalArgumentException(
          values.length + " values do not fill rows of " + dimension + " dimensions");
    }
    this.dimension = dimension;
    this.values = values;
  }

  /**
   * A table of these rows.
   *
   * @throws IllegalArgumentException if a row is not of the given dimension, or if there are more
   *     values than an array holds
   */
  public static VectorTable of(int dimension, List<float[]> rows) {
    float[] values = new float[size(dimension, rows.size())];
    int offset = 0;
    for (float[] row : rows) {
      if (row.length != dimension) {
        throw new IllegalArgumentException(
            "a row of " + row.length + " dimensions among those of " + dimension);
      }
      System.arraycopy(row, 0, values, offset, dimension);
      offset += dimension;
    }
    return new VectorTable(dimension, values);
  }

  private static int size(int dimension, int rows) {
    long values = (long) rows * dimension;
    if (values > LARGEST_ARRAY) {
      throw new IllegalArgumentException(
          "%d nodes of %d dimensions are more than an evaluation holds: %d values; retune.eval.corpus=validation searches fewer"
              .formatted(rows, dimension, LARGEST_ARRAY));
    }
    return (int) values;
  }

  public int dimension() {
    return dimension;
  }

  public int rows() {
    return values.length / dimension;
  }

  /** One element. */
  public float at(int row, int column) {
    return values[row * dimension + column];
  }

  /** A copy of one row. */
  public float[] row(int row) {
    float[] copy = new float[dimension];
    System.arraycopy(values, row * dimension, copy, 0, dimension);
    return copy;
  }
}
