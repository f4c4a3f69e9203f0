package io.retune.ingest.extract;

import io.retune.ingest.parse.DocumentRejected;

/** Makes chunks of documents of any format. Thread-safe. */
public interface DocumentExtractor {

  /**
   * @throws DocumentRejected if it is empty, encrypted, corrupt, of an unknown format, without text
   *     or too much for the limits
   */
  ExtractedDocument extract(SourceDocument document) throws DocumentRejected;
}
