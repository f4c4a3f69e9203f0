package io.retune.trainer.train.fit;

/**
 * A question and the node that answers it.
 *
 * @param question unit vector
 * @param node unit vector
 */
record Example(float[] question, float[] node) {}
