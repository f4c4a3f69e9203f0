package io.retune.adapter.tensor;

import java.util.Arrays;

/** An immutable dense tensor of signed whole numbers of 8 bits, its values in row-major order. */
public final class ByteTensor implements AnyTensor {

  private final int[] shape;
  private final byte[] values;

  private ByteTensor(int[] shape, byte[] values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * @param values in row-major order; copied
   * @param shape one size a dimension, each at least 1
   * @throws IllegalArgumentException where the shape does not hold exactly these values
   */
  public static ByteTensor of(byte[] values, int... shape) {
    AnyTensor.requireShape(shape, values.length);
    return new ByteTensor(shape.clone(), values.clone());
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
  public byte[] toArray() {
    return values.clone();
  }

  /** Equal where shape and values are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ByteTensor tensor
        && Arrays.equals(shape, tensor.shape)
        && Arrays.equals(values, tensor.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "ByteTensor" + Arrays.toString(shape);
  }
}
