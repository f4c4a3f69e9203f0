package io.retune.adapter.tensor;

import java.nio.FloatBuffer;
import java.util.Arrays;

/** An immutable dense float32 tensor, its values in row-major order. */
public final class Tensor implements AnyTensor {

  private final int[] shape;
  private final float[] values;

  private Tensor(int[] shape, float[] values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * @param values in row-major order; copied
   * @param shape one size a dimension, each at least 1
   * @throws IllegalArgumentException where the shape does not hold exactly these values
   */
  public static Tensor of(float[] values, int... shape) {
    AnyTensor.requireShape(shape, values.length);
    return new Tensor(shape.clone(), values.clone());
  }

  /** One row, or a bias. */
  public static Tensor vector(float... values) {
    return of(values, values.length);
  }

  public int rank() {
    return shape.length;
  }

  /** Size of one dimension, counted from 0. */
  public int dimension(int index) {
    return shape[index];
  }

  @Override
  public int[] shape() {
    return shape.clone();
  }

  @Override
  public int size() {
    return values.length;
  }

  /** A read-only view, in row-major order. */
  public FloatBuffer values() {
    return FloatBuffer.wrap(values).asReadOnlyBuffer();
  }

  /** A copy, in row-major order. */
  public float[] toArray() {
    return values.clone();
  }

  /** Equal where shape and every bit of the values are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor tensor
        && Arrays.equals(shape, tensor.shape)
        && Arrays.equals(values, tensor.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Tensor" + Arrays.toString(shape);
  }
}
