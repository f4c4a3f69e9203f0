package io.retune.trainer.embed;

import io.retune.embedding.BaseEmbeddingModel;
import io.retune.schemas.TopicNames;

/**
 * The consumer group that reads {@code qa-pairs} for a base model. A new base model is a new group,
 * which reads everything from the start by itself.
 */
public final class EmbedGroup {

  /** Enough of a fingerprint to tell models apart by. */
  private static final int SHORT_FINGERPRINT = 12;

  private EmbedGroup() {}

  /** The group's name in this deployment. */
  public static String of(BaseEmbeddingModel model, TopicNames names) {
    return names.group("embed-" + shortFingerprint(model));
  }

  /** Enough of the fingerprint to tell this model from others. */
  static String shortFingerprint(BaseEmbeddingModel model) {
    return model.fingerprint().substring(0, SHORT_FINGERPRINT);
  }
}
