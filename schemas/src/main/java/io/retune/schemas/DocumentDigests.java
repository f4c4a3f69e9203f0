package io.retune.schemas;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;

/**
 * A set of documents, each by the first 8 bytes of the SHA-256 of its id: short, and without the
 * name of a document that is to be forgotten. One in 10¹⁴ documents that are not in it seems to be.
 * Immutable.
 *
 * @param bytes unsigned big-endian numbers in ascending order, without gaps
 */
public record DocumentDigests(ByteString bytes) {
  /** No document. */
  public static final DocumentDigests NONE = new DocumentDigests(ByteString.EMPTY);

  public DocumentDigests {
    Objects.requireNonNull(bytes, "bytes");
    if (bytes.size() % Long.BYTES != 0) {
      throw new IllegalArgumentException(
          "digests of documents are of 8 bytes each, not %d in all".formatted(bytes.size()));
    }
  }

  /** Of the ids of documents, in any order. */
  public static DocumentDigests of(Collection<String> documentIds) {
    return of(documentIds.stream().mapToLong(DocumentDigests::digest));
  }

  /** The documents of any of these sets. */
  public static DocumentDigests union(List<DocumentDigests> sets) {
    return of(sets.stream().flatMapToLong(DocumentDigests::digests));
  }

  private static DocumentDigests of(LongStream digests) {
    long[] sorted =
        digests.distinct().boxed().sorted(Long::compareUnsigned).mapToLong(d -> d).toArray();
    ByteBuffer written = ByteBuffer.allocate(sorted.length * Long.BYTES);
    for (long digest : sorted) {
      written.putLong(digest);
    }
    return new DocumentDigests(ByteString.copyFrom(written.array()));
  }

  public boolean isEmpty() {
    return bytes.isEmpty();
  }

  /** How many documents there are. */
  public int count() {
    return bytes.size() / Long.BYTES;
  }

  public boolean contains(String documentId) {
    // A training asks this of each of its nodes, and mostly there is nothing to be forgotten.
    return !isEmpty() && contains(digest(documentId));
  }

  /** Whether some document is in both sets. */
  public boolean intersects(DocumentDigests other) {
    return count() <= other.count()
        ? digests().anyMatch(other::contains)
        : other.digests().anyMatch(this::contains);
  }

  private LongStream digests() {
    ByteBuffer read = bytes.asReadOnlyByteBuffer().slice();
    return LongStream.range(0, count()).map(place -> read.getLong((int) place * Long.BYTES));
  }

  private boolean contains(long wanted) {
    ByteBuffer read = bytes.asReadOnlyByteBuffer().slice();
    int low = 0;
    int high = count() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Long.compareUnsigned(read.getLong(middle * Long.BYTES), wanted);
      if (order == 0) {
        return true;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return false;
  }

  private static long digest(String documentId) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(documentId.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
