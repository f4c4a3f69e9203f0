package io.retune.adapter.follow;

import io.retune.schemas.ContentDigest;
import java.util.Objects;

/**
 * Which queries stay on the base model, so that what users click is not all chosen by the adapter
 * that learns from their clicks. A hash decides, so that the same query of a collection is always
 * on the same side, here and in the other clients: the first 53 bits of SHA-256 over the
 * collection, a line feed and the query in UTF-8, as a fraction of 1, are below the share.
 * Thread-safe.
 *
 * @param share of different queries, from 0 to 1
 */
public record BaseShare(double share) {
  private static final double UNIT = 0x1p-53;

  public BaseShare {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is from 0 to 1, not " + share);
    }
  }

  /** Whether a query stays on the base model. */
  public boolean has(String collection, String query) {
    Objects.requireNonNull(collection, "collection");
    Objects.requireNonNull(query, "query");
    long hash = new ContentDigest().bare(collection + '\n' + query).number();
    return (hash >>> 11) * UNIT < share;
  }
}
