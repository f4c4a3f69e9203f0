package io.retune.ingest.chunk;

/**
 * What separates a piece of text from the one before it; the later ones are better places to cut.
 *
 * @see ChunkCutter
 */
enum Boundary {
  /** Inside a word that is too long by itself. */
  CHARACTER(""),
  WORD(" "),
  SENTENCE(" "),
  /** Preformatted text. */
  LINE("\n"),
  PARAGRAPH("\n"),
  SECTION("\n");

  private final String separator;

  Boundary(String separator) {
    this.separator = separator;
  }

  /** What stands in a chunk's text where it was not cut. */
  String separator() {
    return separator;
  }
}
