package io.retune.ingest.parse;

import java.util.List;
import java.util.Objects;

/**
 * The text of a document.
 *
 * @param title as the document says it, else its first heading; empty where it has neither
 * @param mediaType what it was found to be, such as {@code application/pdf}
 * @param language ISO 639 code of two letters where there is one; empty where not sure
 * @param sections in reading order, at least one
 */
public record ParsedDocument(
    String title, String mediaType, String language, List<Section> sections) {
  public ParsedDocument {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(mediaType, "mediaType");
    Objects.requireNonNull(language, "language");
    sections = List.copyOf(sections);
    if (sections.isEmpty()) {
      throw new IllegalArgumentException("a parsed document has text");
    }
  }
}
