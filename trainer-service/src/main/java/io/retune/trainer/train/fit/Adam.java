package io.retune.trainer.train.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Adam (Kingma and Ba, 2015) for one array of weights. β₁ = .9, β₂ = .999, ε = 1e-8 added to the
 * corrected root, as PyTorch does.
 *
 * <p>DJL's own Adam and AdamW add ε to the root before it is corrected for its bias: at the first
 * step that makes ε weigh √1000 times as much, and cuts small gradients down. LlamaIndex's recipe
 * is to do what PyTorch does.
 */
final class Adam implements Optimizer {

  /** What weight decay acts on. */
  enum Decay {
    /** The gradient: Adam with an L2 term. */
    GRADIENT,
    /** The weights themselves: AdamW (Loshchilov and Hutter, 2019). */
    WEIGHTS
  }

  private static final double FIRST_DECAY = 0.9;
  private static final double SECOND_DECAY = 0.999;
  private static final double EPSILON = 1e-8;

  private final double weightDecay;
  private final Decay decay;
  private final NDArray first;
  private final NDArray second;
  private int steps;

  Adam(NDArray weights, double weightDecay, Decay decay) {
    this.weightDecay = weightDecay;
    this.decay = decay;
    this.first = weights.zerosLike();
    this.second = weights.zerosLike();
  }

  @Override
  public void update(NDManager scope, NDArray weights, NDArray gradient, double learningRate) {
    steps++;
    scope.tempAttachAll(first, second);
    NDArray slope = gradient;
    if (weightDecay > 0) {
      if (decay == Decay.WEIGHTS) {
        weights.muli(1 - learningRate * weightDecay);
      } else {
        slope = gradient.add(weights.mul(weightDecay));
      }
    }
    first.muli(FIRST_DECAY).addi(slope.mul(1 - FIRST_DECAY));
    second.muli(SECOND_DECAY).addi(slope.square().muli(1 - SECOND_DECAY));
    NDArray root = second.div(1 - Math.pow(SECOND_DECAY, steps)).sqrt().addi(EPSILON);
    weights.subi(first.div(1 - Math.pow(FIRST_DECAY, steps)).divi(root).muli(learningRate));
  }
}
