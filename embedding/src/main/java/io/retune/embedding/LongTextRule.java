package io.retune.embedding;

/** What becomes of a text with more tokens than the model takes. */
public enum LongTextRule {
  /**
   * The mean of consecutive windows, each weighted by its tokens, brought to unit length: nothing
   * is lost.
   */
  MEAN,
  /** The first window only, as most libraries do without saying so. */
  TRUNCATE
}
