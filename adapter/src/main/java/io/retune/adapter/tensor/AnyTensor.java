package io.retune.adapter.tensor;

import java.util.Arrays;

/** A tensor of one of the element types that adapters are made of. */
public sealed interface AnyTensor permits Tensor, ByteTensor, IntTensor {

  /** One size a dimension. A copy. */
  int[] shape();

  /** Number of values. */
  int size();

  /**
   * Returns if a shape holds exactly so many values.
   *
   * @throws IllegalArgumentException if it does not, or is no shape
   */
  static void requireShape(int[] shape, int values) {
    if (shape.length == 0) {
      throw new IllegalArgumentException("a tensor needs at least one dimension");
    }
    long size = 1;
    for (int dimension : shape) {
      if (dimension < 1) {
        throw new IllegalArgumentException("no tensor has the shape " + Arrays.toString(shape));
      }
      size = Math.multiplyExact(size, (long) dimension);
    }
    if (size != values) {
      throw new IllegalArgumentException(
          "shape %s holds %d values, not %d".formatted(Arrays.toString(shape), size, values));
    }
  }
}
