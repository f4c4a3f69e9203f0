package io.retune.ingest.node;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 over parts, each behind its length, so that no two lists of parts run together into the
 * same bytes. Not thread-safe.
 */
final class ContentHash {
  private final MessageDigest digest;

  ContentHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  ContentHash add(String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    addLength(bytes.length);
    digest.update(bytes);
    return this;
  }

  ContentHash add(ByteString part) {
    addLength(part.size());
    part.asReadOnlyByteBufferList().forEach(digest::update);
    return this;
  }

  /** 32 bytes; nothing can be added after it. */
  byte[] finish() {
    return digest.digest();
  }

  private void addLength(int length) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
  }
}
