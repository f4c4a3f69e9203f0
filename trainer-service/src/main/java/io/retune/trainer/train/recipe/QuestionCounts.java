package io.retune.trainer.train.recipe;

/**
 * How many evidence questions a collection has, on either side of the split.
 *
 * @param training of nodes to train on
 * @param validation of nodes to evaluate on
 */
public record QuestionCounts(int training, int validation) {}
