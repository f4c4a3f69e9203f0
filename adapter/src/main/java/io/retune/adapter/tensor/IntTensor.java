package io.retune.adapter.tensor;

import java.util.Arrays;

/** An immutable dense tensor of signed whole numbers of 32 bits, its values in row-major order. */
public final class IntTensor implements AnyTensor {

  private final int[] shape;
  private final int[] values;

  private IntTensor(int[] shape, int[] values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * @param values in row-major order; copied
   * @param shape one size a dimension, each at least 1
   * @throws IllegalArgumentException where the shape does not hold exactly these values
   */
  public static IntTensor of(int[] values, int... shape) {
    AnyTensor.requireShape(shape, values.length);
    return new IntTensor(shape.clone(), values.clone());
  }

  @Override
  public int[] shape() {
    return shape.clone();
  }

  @Override
  public int size() {
    return values.length;
  }

  /** A copy, in row-major order. */
  public int[] toArray() {
    return values.clone();
  }

  /** Equal where shape and values are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof IntTensor tensor
        && Arrays.equals(shape, tensor.shape)
        && Arrays.equals(values, tensor.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "IntTensor" + Arrays.toString(shape);
  }
}
