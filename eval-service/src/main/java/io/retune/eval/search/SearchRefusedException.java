package io.retune.eval.search;

/** A search cannot be done now. */
final class SearchRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param reason in words, for whoever searches
   */
  SearchRefusedException(String reason) {
    super(reason);
  }
}
