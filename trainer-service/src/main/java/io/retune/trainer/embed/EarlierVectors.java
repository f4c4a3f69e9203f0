package io.retune.trainer.embed;

import io.retune.schemas.v1.Embeddings;
import java.util.Optional;

/** What was embedded before, as far as it is at hand. Thread-safe. */
@FunctionalInterface
public interface EarlierVectors {

  /** Nothing was. */
  EarlierVectors NONE = key -> Optional.empty();

  /**
   * What the record of this key became last. It need not be the very last one: a text has the same
   * vector in any record of the same base model.
   *
   * @param key of the record in {@code qa-pairs}
   * @return empty where there is none, or none at hand
   */
  Optional<Embeddings> of(String key);
}
