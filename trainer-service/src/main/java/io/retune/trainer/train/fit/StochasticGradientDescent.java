package io.retune.trainer.train.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Plain gradient descent without momentum; weight decay is added to the gradient, as PyTorch does.
 */
final class StochasticGradientDescent implements Optimizer {

  private final double weightDecay;

  StochasticGradientDescent(double weightDecay) {
    this.weightDecay = weightDecay;
  }

  @Override
  public void update(NDManager scope, NDArray weights, NDArray gradient, double learningRate) {
    NDArray direction = weightDecay > 0 ? gradient.add(weights.mul(weightDecay)) : gradient;
    weights.subi(direction.mul(learningRate));
  }
}
