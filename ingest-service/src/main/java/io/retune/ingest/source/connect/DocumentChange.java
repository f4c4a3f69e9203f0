package io.retune.ingest.source.connect;

import io.retune.schemas.EntryKey;
import io.retune.schemas.v1.Document;
import java.util.Objects;
import java.util.Optional;

/**
 * What a record does to a document.
 *
 * @param document as it is now; empty where it is deleted
 */
record DocumentChange(EntryKey key, Optional<Document> document) {
  DocumentChange {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(document, "document");
  }

  static DocumentChange deleted(EntryKey key) {
    return new DocumentChange(key, Optional.empty());
  }
}
