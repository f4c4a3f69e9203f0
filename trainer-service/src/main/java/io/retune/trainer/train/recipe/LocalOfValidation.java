package io.retune.trainer.train.recipe;

/** When local questions of validation nodes are trained on. */
public enum LocalOfValidation {
  /** Where there are enough real validation questions to evaluate on: they stay unseen. */
  AUTO,
  ALWAYS,
  NEVER
}
