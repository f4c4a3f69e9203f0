package io.retune.eval.evaluation;

import java.util.Objects;

/**
 * Which question it is, where its text is not wanted.
 *
 * @param nodeId of a node that answers it
 */
public record QuestionKey(String questionId, String nodeId) {
  public QuestionKey {
    Objects.requireNonNull(questionId, "questionId");
    Objects.requireNonNull(nodeId, "nodeId");
  }
}
