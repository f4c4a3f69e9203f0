package io.retune.adapter.follow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
    byte[] digest = sha256().digest((collection + '\n' + query).getBytes(StandardCharsets.UTF_8));
    return (ByteBuffer.wrap(digest).getLong() >>> 11) * UNIT < share;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
