package io.retune.trainer.train.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * How one array of weights follows its gradient. Keeps state from step to step; not thread-safe.
 */
interface Optimizer {

  /**
   * Changes the weights in place by one step.
   *
   * @param scope memory of this step, which weights and gradient are attached to
   */
  void update(NDManager scope, NDArray weights, NDArray gradient, double learningRate);
}
