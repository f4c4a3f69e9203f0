package io.retune.trainer.train.examples;

import io.retune.schemas.v1.Origin;
import java.util.EnumSet;

/** What a lineage calls the origins of questions. */
public final class OriginNames {

  private OriginNames() {}

  /**
   * @throws IllegalArgumentException where no origin has this name
   */
  public static Origin origin(String name) {
    return EnumSet.complementOf(EnumSet.of(Origin.UNRECOGNIZED)).stream()
        .filter(origin -> of(origin).equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no origin is called " + name));
  }

  public static String of(Origin origin) {
    return switch (origin) {
      case ORIGIN_LOCAL -> "local";
      case ORIGIN_LLM -> "llm";
      case ORIGIN_IMPORTED -> "imported";
      case ORIGIN_FEEDBACK -> "feedback";
      case ORIGIN_UNLABELLED -> "unlabelled";
      case ORIGIN_UNSPECIFIED, UNRECOGNIZED -> "unknown";
    };
  }
}
