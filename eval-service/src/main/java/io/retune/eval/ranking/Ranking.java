package io.retune.eval.ranking;

/**
 * What a retriever found for one question, best first. The arrays are shared, not copied: treat
 * them as read-only.
 *
 * @param rows of the corpus
 * @param scores of each row, not rising
 */
public record Ranking(int[] rows, float[] scores) {
  /** Found nothing. */
  public static final Ranking NOTHING = new Ranking(new int[0], new float[0]);

  public Ranking {
    if (rows.length != scores.length) {
      throw new IllegalArgumentException(rows.length + " rows with " + scores.length + " scores");
    }
  }
}
