package io.retune.ingest.parse;

/**
 * The lengths of texts that every node of a document carries a copy of. A longer one is cut: the
 * text itself is in the nodes, so nothing that can be searched is lost. Characters are code points,
 * so none is cut in half.
 */
public final class CopiedText {
  /** The most characters of a title or a heading. */
  public static final int MAX_LINE = 1_000;

  /** The most characters of a value of metadata. */
  public static final int MAX_VALUE = 4_000;

  private CopiedText() {}

  /** The beginning of a title or a heading. */
  public static String line(String text) {
    return cut(text, MAX_LINE);
  }

  /** The beginning of a value of metadata. */
  public static String value(String text) {
    return cut(text, MAX_VALUE);
  }

  private static String cut(String text, int maxCharacters) {
    return text.length() <= maxCharacters || text.codePointCount(0, text.length()) <= maxCharacters
        ? text
        : text.substring(0, text.offsetByCodePoints(0, maxCharacters));
  }
}
