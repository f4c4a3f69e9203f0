package io.retune.eval.search;

import java.util.Objects;

/** What the serving service makes of a question by one version of an adapter. */
sealed interface QuestionVector {
  /** The version that was asked for; 0 is the base model. */
  long version();

  /**
   * The vector.
   *
   * @param baseModelFingerprint of the base model that made it
   */
  record Made(long version, float[] vector, String baseModelFingerprint) implements QuestionVector {
    public Made {
      Objects.requireNonNull(vector, "vector");
      Objects.requireNonNull(baseModelFingerprint, "baseModelFingerprint");
    }
  }

  /**
   * There is none.
   *
   * @param reason in words
   */
  record Missing(long version, String reason) implements QuestionVector {
    public Missing {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
