package io.retune.eval.evaluation;

import io.retune.schemas.v1.Origin;
import java.util.Optional;

/** What a question is worth as evidence. */
public enum QuestionKind {
  /** Asked or written by someone who did not cut it out of the text. */
  EVIDENCE("evidence"),
  /** Cut out of the node's own text. */
  LOCAL("local");

  private final String setName;

  QuestionKind(String setName) {
    this.setName = setName;
  }

  /** The name of its question set in reports. */
  public String setName() {
    return setName;
  }

  /** Empty for questions that cannot be scored, their answer not being known. */
  static Optional<QuestionKind> of(Origin origin) {
    return switch (origin) {
      case ORIGIN_LLM, ORIGIN_IMPORTED, ORIGIN_HUMAN -> Optional.of(EVIDENCE);
      case ORIGIN_LOCAL -> Optional.of(LOCAL);
      case ORIGIN_UNLABELLED, ORIGIN_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
    };
  }
}
