package io.retune.eval.ranking;

/**
 * Some rows of a corpus, to be ranked together before the next ones are read: so a corpus of any
 * size is ranked in the memory of one block.
 *
 * <p>Rows are held transposed, so that the inner loop of a ranking runs over rows and not over
 * dimensions: the compiler turns it into vector instructions without changing the order in which
 * each sum is built. Not thread-safe.
 */
public final class RowBlock {
  /** Rows that are scored in one inner loop. */
  static final int LANES = 256;

  /** The values of a block, 4 MB of them: as many rows as that holds, but at least one strip. */
  private static final int VALUES = 1 << 20;

  private final int dimension;
  private final int capacity;

  /** By strip: element {@code [i * LANES + j]} is dimension i of the strip's row j. */
  private final float[][] strips;

  private int rows;

  /** A block of as many rows as about 4 MB hold. */
  public RowBlock(int dimension) {
    this(dimension, LANES * Math.max(1, VALUES / Math.max(1, dimension) / LANES));
  }

  /**
   * @param capacity how many rows it takes
   */
  public RowBlock(int dimension, int capacity) {
    if (dimension < 1 || capacity < 1) {
      throw new IllegalArgumentException(
          "a block of " + capacity + " rows of " + dimension + " dimensions");
    }
    this.dimension = dimension;
    this.capacity = capacity;
    this.strips = new float[(capacity + LANES - 1) / LANES][Math.multiplyExact(dimension, LANES)];
  }

  /**
   * Takes a row, which is copied.
   *
   * @throws IllegalArgumentException if it is of another dimension
   * @throws IllegalStateException if the block is full
   */
  public void add(float[] row) {
    if (row.length != dimension) {
      throw new IllegalArgumentException(
          "a row of " + row.length + " dimensions among those of " + dimension);
    }
    if (isFull()) {
      throw new IllegalStateException("a full block takes no more rows");
    }
    float[] strip = strips[rows / LANES];
    int lane = rows % LANES;
    for (int i = 0; i < dimension; i++) {
      strip[i * LANES + lane] = row[i];
    }
    rows++;
  }

  public boolean isFull() {
    return rows == capacity;
  }

  public int rows() {
    return rows;
  }

  public int dimension() {
    return dimension;
  }

  /** Empties it for the next rows. */
  public void clear() {
    rows = 0;
  }

  /** How many strips have rows. */
  int strips() {
    return (rows + LANES - 1) / LANES;
  }

  /** Read-only; lanes beyond the block's rows hold anything. */
  float[] strip(int index) {
    return strips[index];
  }

  /** How many lanes of a strip are rows. */
  int lanes(int strip) {
    return Math.min(LANES, rows - strip * LANES);
  }
}
