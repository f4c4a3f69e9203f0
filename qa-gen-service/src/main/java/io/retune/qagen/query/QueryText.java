package io.retune.qagen.query;

/** The rules for the text of a query, whichever way it comes in. */
public final class QueryText {

  static final int MAX_CHARACTERS = 8_000;

  private QueryText() {}

  /**
   * The text without white space around it.
   *
   * @throws IllegalArgumentException if nothing is left or it is too long
   */
  public static String check(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      throw new IllegalArgumentException("a query needs a text");
    }
    if (stripped.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException(
          "a query has up to " + MAX_CHARACTERS + " characters, not " + stripped.length());
    }
    return stripped;
  }
}
