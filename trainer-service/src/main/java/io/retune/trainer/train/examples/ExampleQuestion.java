package io.retune.trainer.train.examples;

import io.retune.schemas.v1.Origin;
import java.util.Objects;

/**
 * A question with its vector.
 *
 * @param id unique in the collection
 * @param vector of unit length
 */
public record ExampleQuestion(String id, Origin origin, float[] vector) {

  public ExampleQuestion {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(vector, "vector");
  }

  /** Whether its answer is known and no generator of ours cut it out of that answer. */
  public boolean isReal() {
    return origin == Origin.ORIGIN_LLM
        || origin == Origin.ORIGIN_IMPORTED
        || origin == Origin.ORIGIN_HUMAN;
  }

  public boolean isLocal() {
    return origin == Origin.ORIGIN_LOCAL;
  }
}
