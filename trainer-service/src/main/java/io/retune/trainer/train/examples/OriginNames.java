package io.retune.trainer.train.examples;

import io.retune.schemas.v1.Origin;

/** What a lineage calls the origins of questions. */
public final class OriginNames {

  private OriginNames() {}

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
