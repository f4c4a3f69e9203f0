package io.retune.eval.ranking;

/**
 * What a retriever answers to each of several questions: rows of the corpus, the best first.
 *
 * <p>The arrays are shared, not copied: treat them as read-only.
 *
 * @param best for each question its best rows; fewer than asked for where the retriever found fewer
 */
public record Rankings(Ranking[] best) {
  /** How many questions were asked. */
  public int questions() {
    return best.length;
  }

  /** The best rows for one question. */
  public int[] of(int question) {
    return best[question].rows();
  }

  /** The best rows for one question, with their scores. */
  public Ranking ranking(int question) {
    return best[question];
  }
}
