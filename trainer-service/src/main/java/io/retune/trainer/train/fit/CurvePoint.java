package io.retune.trainer.train.fit;

/**
 * The loss at a step of a training.
 *
 * @param step from 1
 * @param loss mean over the batch
 * @param learningRate in force at that step
 */
public record CurvePoint(int step, double loss, double learningRate) {}
