package io.retune.trainer.train.examples;

import io.retune.schemas.QuestionClass;
import io.retune.schemas.v1.Origin;

/** What a lineage calls the origins of questions. */
public final class OriginNames {

  private OriginNames() {}

  /**
   * @throws IllegalArgumentException where no origin has this name
   */
  public static Origin origin(String name) {
    return QuestionClass.named(name)
        .map(QuestionClass::toOrigin)
        .orElseThrow(() -> new IllegalArgumentException("no origin is called " + name));
  }

  public static String of(Origin origin) {
    return QuestionClass.of(origin).map(QuestionClass::wireName).orElse("unknown");
  }

  /** What {@code examples_sha256} takes an origin in as. */
  static String inDigests(Origin origin) {
    return QuestionClass.of(origin).map(QuestionClass::nameInDigests).orElse(origin.name());
  }
}
