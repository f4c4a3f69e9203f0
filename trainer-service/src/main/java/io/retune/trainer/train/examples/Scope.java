package io.retune.trainer.train.examples;

/** Which questions are trained on. */
public enum Scope {
  /** Those of training nodes. */
  TRAINING_NODES,
  /** Those of training nodes, and the local ones of validation nodes. */
  TRAINING_NODES_AND_LOCAL_OF_VALIDATION,
  /** All: nothing is left to evaluate on honestly. */
  ALL_NODES;

  boolean includes(ExampleNode node, ExampleQuestion question) {
    if (!question.isReal() && !question.isLocal()) {
      return false;
    }
    return switch (this) {
      case TRAINING_NODES -> !node.validation();
      case TRAINING_NODES_AND_LOCAL_OF_VALIDATION -> !node.validation() || question.isLocal();
      case ALL_NODES -> true;
    };
  }
}
