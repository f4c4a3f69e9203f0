package io.retune.trainer.train.recipe;

/** When local questions of validation nodes are trained on. */
public enum LocalOfValidation {
  /** Where there is enough evidence of validation nodes to evaluate on: it stays unseen. */
  AUTO,
  ALWAYS,
  NEVER
}
