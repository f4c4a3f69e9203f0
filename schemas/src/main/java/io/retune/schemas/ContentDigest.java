package io.retune.schemas;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over the fields of something. Text is UTF-8.
 *
 * <p>A {@code field} is preceded by its length in four bytes, the highest first, so that no two
 * lists of fields run together into the same bytes. What has no length before it, {@code bare} and
 * {@link #vector}, is for a digest of one part only and for parts whose length the others decide.
 *
 * <p>Ids of nodes and questions, and hashes in checkpoints, are made here: these bytes never
 * change. For one digest; not thread-safe.
 */
public final class ContentDigest {
  private final MessageDigest digest;
  private boolean finished;

  /** Of nothing so far. */
  public ContentDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Adds text behind its length in bytes. */
  public ContentDigest field(String text) {
    return field(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds bytes behind their length. */
  public ContentDigest field(byte[] bytes) {
    length(bytes.length);
    return bare(bytes);
  }

  /** Adds bytes behind their length. */
  public ContentDigest field(ByteString bytes) {
    length(bytes.size());
    bytes.asReadOnlyByteBufferList().forEach(this::add);
    return this;
  }

  /** Adds text without its length. */
  public ContentDigest bare(String text) {
    return bare(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds bytes without their length. */
  public ContentDigest bare(byte[] bytes) {
    add(ByteBuffer.wrap(bytes));
    return this;
  }

  /** Adds the elements of a vector, little-endian, without their number. */
  public ContentDigest vector(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    add(bytes);
    return this;
  }

  /** The digest's 64 hexadecimal digits. Ends it: nothing can be added or asked after it. */
  public String hex() {
    return HexFormat.of().formatHex(finish());
  }

  /**
   * The first bytes of the digest as hexadecimal digits, two a byte. Ends it.
   *
   * @param bytes 1 to 32
   */
  public String hex(int bytes) {
    return HexFormat.of().formatHex(finish(), 0, bytes);
  }

  /** The first eight bytes of the digest as a number, the highest first. Ends it. */
  public long number() {
    return ByteBuffer.wrap(finish()).getLong();
  }

  private void length(int length) {
    add(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
  }

  private void add(ByteBuffer bytes) {
    if (finished) {
      throw new IllegalStateException("the digest is finished");
    }
    digest.update(bytes);
  }

  private byte[] finish() {
    if (finished) {
      throw new IllegalStateException("the digest is finished");
    }
    finished = true;
    return digest.digest();
  }
}
