package io.retune.ingest.parse;

import java.util.List;
import java.util.Objects;

/**
 * A run of text under one heading on one page.
 *
 * @param page from 1; 0 where the format has no pages
 * @param heading the heading the text stands under; empty where there is none
 * @param paragraphs in order, none blank; a line break inside one is meant (program text, verse)
 */
public record Section(int page, String heading, List<String> paragraphs) {
  public Section {
    Objects.requireNonNull(heading, "heading");
    paragraphs = List.copyOf(paragraphs);
    if (page < 0) {
      throw new IllegalArgumentException("page " + page + " is negative");
    }
    if (paragraphs.isEmpty() || paragraphs.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("a section needs paragraphs, none of them blank");
    }
  }
}
