package io.retune.schemas;

import com.google.protobuf.ByteString;
import io.retune.schemas.v1.Lineage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Optional;

/**
 * The documents of a lineage. Newer lineages have a short digest of each id, so that a version of
 * many documents with long ids fits into a record, and so that a record keeps no name of a document
 * that is to be forgotten; older ones have the ids themselves.
 */
public final class LearnedDocuments {
  /** Of more documents a lineage has only the number: their digests would fill a report. */
  public static final int MAX_DIGESTS = 100_000;

  private LearnedDocuments() {}

  /** Writes the documents into a lineage. */
  public static void write(Lineage.Builder lineage, Collection<String> documentIds) {
    lineage.setDocuments(documentIds.size());
    if (documentIds.size() > MAX_DIGESTS) {
      return;
    }
    ByteBuffer digests = ByteBuffer.allocate(documentIds.size() * Long.BYTES);
    documentIds.stream()
        .map(LearnedDocuments::digest)
        .sorted(Long::compareUnsigned)
        .forEach(digests::putLong);
    lineage.setDocumentDigests(ByteString.copyFrom(digests.array()));
  }

  /** Puts digests in the place of the ids of an older lineage; a newer one stays as it is. */
  public static void replaceIds(Lineage.Builder lineage) {
    if (lineage.getDocumentIdsCount() > 0) {
      write(lineage, lineage.getDocumentIdsList());
      lineage.clearDocumentIds();
    }
  }

  /** How many there are. */
  public static int count(Lineage lineage) {
    return Math.max(lineage.getDocuments(), lineage.getDocumentIdsCount());
  }

  /**
   * Whether a document is one of them. By digests the answer is wrong for one in 10¹⁴ documents
   * that are not.
   *
   * @return empty where the lineage has the number of its documents only
   */
  public static Optional<Boolean> contains(Lineage lineage, String documentId) {
    if (lineage.getDocumentIdsCount() > 0) {
      return Optional.of(lineage.getDocumentIdsList().contains(documentId));
    }
    if (lineage.getDocuments() > 0 && lineage.getDocumentDigests().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        find(lineage.getDocumentDigests().asReadOnlyByteBuffer().slice(), documentId));
  }

  private static boolean find(ByteBuffer digests, String documentId) {
    long wanted = digest(documentId);
    int low = 0;
    int high = digests.remaining() / Long.BYTES - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Long.compareUnsigned(digests.getLong(middle * Long.BYTES), wanted);
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
