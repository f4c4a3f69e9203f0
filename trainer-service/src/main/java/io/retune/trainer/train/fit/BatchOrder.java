package io.retune.trainer.train.fit;

/** Which questions each step of a whitened training sees. */
@FunctionalInterface
public interface BatchOrder {

  /**
   * The batch of a step, steps asked for in their order from 0.
   *
   * @return for each group of the training set the places of its questions; may be empty for a
   *     group, not for all
   */
  int[][] batch(int step);
}
