package io.retune.schemas;

import io.retune.schemas.v1.Lineage;
import java.util.Collection;
import java.util.List;
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
    if (documentIds.size() <= MAX_DIGESTS) {
      lineage.setDocumentDigests(DocumentDigests.of(documentIds).bytes());
    }
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
   * Whether a document is one of them.
   *
   * @return empty where the lineage has the number of its documents only
   */
  public static Optional<Boolean> contains(Lineage lineage, String documentId) {
    return containsAny(lineage, DocumentDigests.of(List.of(documentId)));
  }

  /**
   * Whether any of some documents is one of them.
   *
   * @return empty where the lineage has the number of its documents only
   */
  public static Optional<Boolean> containsAny(Lineage lineage, DocumentDigests documents) {
    if (lineage.getDocumentIdsCount() > 0) {
      return Optional.of(lineage.getDocumentIdsList().stream().anyMatch(documents::contains));
    }
    if (lineage.getDocuments() > 0 && lineage.getDocumentDigests().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new DocumentDigests(lineage.getDocumentDigests()).intersects(documents));
  }
}
