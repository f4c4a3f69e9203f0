package io.retune.ingest.extract;

import io.retune.ingest.chunk.Chunk;
import java.util.List;
import java.util.Objects;

/**
 * The text of a document, in chunks.
 *
 * @param title as the document says it, else its first heading; empty where it has neither
 * @param language ISO 639 code; empty where not sure
 * @param chunks in reading order, at least one
 */
public record ExtractedDocument(String title, String language, List<Chunk> chunks) {
  public ExtractedDocument {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(language, "language");
    chunks = List.copyOf(chunks);
    if (chunks.isEmpty()) {
      throw new IllegalArgumentException("an extracted document has text");
    }
  }
}
