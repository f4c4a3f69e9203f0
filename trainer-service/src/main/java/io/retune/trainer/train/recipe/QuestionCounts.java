package io.retune.trainer.train.examples;

/**
 * How much a collection can tell about real questions.
 *
 * @param realTrainingQuestions of nodes to train on
 * @param realValidationQuestions of nodes to evaluate on
 */
public record Evidence(int realTrainingQuestions, int realValidationQuestions) {}
