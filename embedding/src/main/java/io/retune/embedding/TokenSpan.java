package io.retune.embedding;

/**
 * Where a token stands in its text.
 *
 * @param start index of its first {@code char}
 * @param end index after its last {@code char}; equal to start for a token without characters of
 *     its own
 */
public record TokenSpan(int start, int end) {

  public TokenSpan {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("no span from " + start + " to " + end);
    }
  }
}
