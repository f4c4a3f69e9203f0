package io.retune.trainer.train.examples;

import java.util.List;

/** Which questions are trained on. */
public enum Scope {
  /** Those of training nodes. */
  TRAINING_NODES,
  /** Those of training nodes, and the local ones of validation nodes. */
  TRAINING_NODES_AND_LOCAL_OF_VALIDATION,
  /** All: nothing is left to evaluate on honestly. */
  ALL_NODES;

  /** Those of a node's questions that are trained on. */
  List<ExampleQuestion> of(ExampleEntry entry) {
    ExampleNode node = entry.node().orElseThrow();
    return entry.questions().stream().filter(question -> includes(node, question)).toList();
  }

  private boolean includes(ExampleNode node, ExampleQuestion question) {
    if (!question.isLabelled()) {
      return false;
    }
    return switch (this) {
      case TRAINING_NODES -> !node.validation();
      case TRAINING_NODES_AND_LOCAL_OF_VALIDATION -> !node.validation() || question.isLocal();
      case ALL_NODES -> true;
    };
  }
}
