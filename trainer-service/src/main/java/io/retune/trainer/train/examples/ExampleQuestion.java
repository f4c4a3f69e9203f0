package io.retune.trainer.train.examples;

import io.retune.schemas.QuestionClass;
import java.util.Objects;

/**
 * A question with its vector.
 *
 * @param id unique in the collection
 * @param questionClass who asked it; one that is not known here counts as unlabelled
 * @param vector of unit length
 */
public record ExampleQuestion(String id, QuestionClass questionClass, float[] vector) {

  public ExampleQuestion {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(questionClass, "questionClass");
    Objects.requireNonNull(vector, "vector");
  }

  /** Whether its answer is known, so that it can be trained on. */
  public boolean isLabelled() {
    return questionClass != QuestionClass.UNLABELLED;
  }

  /** Whether it was cut from the text of its node. */
  public boolean isLocal() {
    return questionClass == QuestionClass.LOCAL;
  }
}
