package io.retune.adapter;

import io.retune.adapter.tensor.Tensor;
import java.util.Optional;

/**
 * unit(Wq + b), the same ranking as LlamaIndex's {@code LinearLayer}, which does not scale its
 * result.
 */
public final class LinearAdapter implements Adapter {

  private final DenseLayer layer;

  /**
   * @param weight [outputs, inputs], finite
   * @throws IllegalArgumentException where the weight is not a finite matrix
   */
  public LinearAdapter(Tensor weight) {
    this(weight, Optional.empty());
  }

  /**
   * @param weight [outputs, inputs], finite
   * @param bias [outputs], finite
   * @throws IllegalArgumentException where the shapes do not fit or a value is not finite
   */
  public LinearAdapter(Tensor weight, Optional<Tensor> bias) {
    this.layer = new DenseLayer(weight, bias);
  }

  /** The map that changes no vector. */
  public static LinearAdapter identity(int dimension) {
    float[] weight = new float[dimension * dimension];
    for (int row = 0; row < dimension; row++) {
      weight[row * dimension + row] = 1;
    }
    return new LinearAdapter(Tensor.of(weight, dimension, dimension));
  }

  @Override
  public float[] apply(float[] queryVector) {
    return UnitLength.of(layer.apply(queryVector));
  }

  @Override
  public boolean fits(int dimension) {
    return inputs() == dimension && outputs() == dimension;
  }

  public int inputs() {
    return layer.inputs();
  }

  public int outputs() {
    return layer.outputs();
  }

  /** [outputs, inputs]. */
  public Tensor weight() {
    return layer.weight();
  }

  /** [outputs]. */
  public Optional<Tensor> bias() {
    return layer.bias();
  }
}
