package io.retune.cli.deadletter;

/**
 * How many dead letters a topic holds.
 *
 * @param topic without the deployment's prefix
 * @param letters that nobody has taken back
 * @param exact false where there may be fewer, as not all of the topic was read
 */
public record LetterCount(String topic, long letters, boolean exact) {
  /** For people. */
  public String inWords() {
    return exact ? Long.toString(letters) : "at most " + letters;
  }
}
