package io.retune.adapter;

import io.retune.adapter.tensor.Tensor;
import java.util.Optional;

/**
 * unit(W2·f(W1·q + b1) + b2), or with a residual unit(r·(W2·f(W1·q + b1) + b2) + q): the same
 * ranking as LlamaIndex's {@code TwoLayerNN}, which does not scale its result.
 */
public final class TwoLayerAdapter implements Adapter {

  private final DenseLayer first;
  private final DenseLayer second;
  private final Activation activation;
  private final float residualWeight;
  private final boolean residual;

  /**
   * @param firstWeight [hidden, inputs]
   * @param firstBias [hidden]
   * @param secondWeight [outputs, hidden]
   * @param secondBias [outputs]
   * @param activation between the layers
   * @param residualWeight what the network's result is scaled by before the query is added; kept,
   *     but not used where {@code residual} is false
   * @param residual whether the query is added to the result
   * @throws IllegalArgumentException where the shapes do not fit or a value is not finite
   */
  public TwoLayerAdapter(
      Tensor firstWeight,
      Tensor firstBias,
      Tensor secondWeight,
      Tensor secondBias,
      Activation activation,
      float residualWeight,
      boolean residual) {
    this.first = new DenseLayer(firstWeight, Optional.of(firstBias));
    this.second = new DenseLayer(secondWeight, Optional.of(secondBias));
    this.activation = activation;
    this.residualWeight = residualWeight;
    this.residual = residual;
    if (first.outputs() != second.inputs()) {
      throw new IllegalArgumentException(
          "the first layer gives %d values, the second takes %d"
              .formatted(first.outputs(), second.inputs()));
    }
    if (residual && first.inputs() != second.outputs()) {
      throw new IllegalArgumentException(
          "a residual needs as many outputs as inputs, not %d and %d"
              .formatted(second.outputs(), first.inputs()));
    }
    if (!Float.isFinite(residualWeight)) {
      throw new IllegalArgumentException("the residual weight is not finite");
    }
  }

  @Override
  public float[] apply(float[] queryVector) {
    float[] hidden = first.apply(queryVector);
    for (int index = 0; index < hidden.length; index++) {
      hidden[index] = activation.apply(hidden[index]);
    }
    float[] result = second.apply(hidden);
    if (residual) {
      for (int index = 0; index < result.length; index++) {
        result[index] = residualWeight * result[index] + queryVector[index];
      }
    }
    return UnitLength.of(result);
  }

  @Override
  public boolean fits(int dimension) {
    return inputs() == dimension && outputs() == dimension;
  }

  public int inputs() {
    return first.inputs();
  }

  public int hidden() {
    return first.outputs();
  }

  public int outputs() {
    return second.outputs();
  }

  /** [hidden, inputs]. */
  public Tensor firstWeight() {
    return first.weight();
  }

  /** [hidden]. */
  public Tensor firstBias() {
    return first.bias().orElseThrow();
  }

  /** [outputs, hidden]. */
  public Tensor secondWeight() {
    return second.weight();
  }

  /** [outputs]. */
  public Tensor secondBias() {
    return second.bias().orElseThrow();
  }

  public Activation activation() {
    return activation;
  }

  public float residualWeight() {
    return residualWeight;
  }

  public boolean residual() {
    return residual;
  }
}
