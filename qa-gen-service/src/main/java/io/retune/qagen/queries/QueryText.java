package io.retune.qagen.queries;

/** What holds for the text of a query, wherever it comes from. */
final class QueryText {

  static final int MOST_CHARACTERS = 8_000;

  private QueryText() {}

  /**
   * The text without white space around it.
   *
   * @throws IllegalArgumentException if nothing is left or it is too long
   */
  static String check(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      throw new IllegalArgumentException("a query needs a text");
    }
    if (stripped.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "a query has at most " + MOST_CHARACTERS + " characters, not " + stripped.length());
    }
    return stripped;
  }
}
