package io.retune.serving.openai;

import io.retune.adapter.follow.BaseShare;
import io.retune.serving.model.Side;
import java.util.Objects;

/**
 * Which requests are answered with the base model although they ask for what is released: those
 * with one query, that the share has. In one with several queries they would be mixed, and one
 * header says what they went through; users search for one.
 */
record BaseTraffic(BaseShare share) {
  BaseTraffic {
    Objects.requireNonNull(share, "share");
  }

  /** Whether this is one. */
  boolean has(EmbeddingsRequest request) {
    return request.side() == Side.QUERY
        && request.model().version().isEmpty()
        && request.texts().size() == 1
        && share.has(request.model().collection(), request.texts().get(0));
  }
}
