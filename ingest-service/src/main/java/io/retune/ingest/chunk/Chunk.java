package io.retune.ingest.chunk;

import java.util.Objects;

/**
 * A piece of a document.
 *
 * @param text not blank
 * @param page from 1; 0 where the format has no pages
 * @param heading the heading the text stands under; empty where there is none
 * @param tokens of the text, in the base model
 */
public record Chunk(String text, int page, String heading, int tokens) {
  public Chunk {
    Objects.requireNonNull(heading, "heading");
    if (text.isBlank()) {
      throw new IllegalArgumentException("a chunk has text");
    }
  }
}
