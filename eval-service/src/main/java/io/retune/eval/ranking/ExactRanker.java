package io.retune.eval.ranking;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Ranks the rows of a corpus for questions by dot product, which is the cosine where rows have unit
 * length. Exact: every row is scored, and a score does not depend on the rows beside it.
 *
 * <p>The corpus comes block by block, and its rows are numbered in the order in which they come. A
 * strip of a block stays in cache for several questions. Questions are spread over the common
 * pool's threads. Not thread-safe.
 */
public final class ExactRanker {
  private static final int QUESTIONS_A_TASK = 32;
  private static final int UNROLLED_DIMENSIONS = 4;

  private final float[][] questions;
  private final int dimension;
  private final BestRows[] best;
  private int rows;

  /**
   * @param depth how many rows are kept for a question at most; at least 1
   */
  public ExactRanker(VectorTable questions, int depth) {
    this.dimension = questions.dimension();
    this.questions = new float[questions.rows()][];
    this.best = new BestRows[questions.rows()];
    for (int question = 0; question < best.length; question++) {
      this.questions[question] = questions.row(question);
      best[question] = new BestRows(depth);
    }
  }

  /**
   * Ranks the next rows of the corpus.
   *
   * @throws IllegalArgumentException if they are of another dimension than the questions
   */
  public void add(RowBlock block) {
    if (block.dimension() != dimension) {
      throw new IllegalArgumentException(
          "questions of "
              + dimension
              + " dimensions for a corpus of "
              + block.dimension()
              + " dimensions");
    }
    int tasks = (best.length + QUESTIONS_A_TASK - 1) / QUESTIONS_A_TASK;
    IntStream.range(0, tasks)
        .parallel()
        .forEach(
            task ->
                rank(
                    block,
                    task * QUESTIONS_A_TASK,
                    Math.min(best.length, (task + 1) * QUESTIONS_A_TASK)));
    rows += block.rows();
  }

  /** The best rows for each question, of all that came. Nothing can be added after that. */
  public Rankings rankings() {
    Ranking[] rankings = new Ranking[best.length];
    for (int question = 0; question < best.length; question++) {
      rankings[question] = best[question].drain();
    }
    return new Rankings(rankings);
  }

  private void rank(RowBlock block, int from, int to) {
    float[] first = new float[RowBlock.LANES];
    float[] second = new float[RowBlock.LANES];
    for (int strip = 0; strip < block.strips(); strip++) {
      int firstRow = rows + strip * RowBlock.LANES;
      int count = block.lanes(strip);
      for (int question = from; question < to; question += 2) {
        boolean pair = question + 1 < to;
        float[] left = questions[question];
        float[] right = pair ? questions[question + 1] : left;
        score(block.strip(strip), left, right, first, second);
        best[question].offerAll(firstRow, first, count);
        if (pair) {
          best[question + 1].offerAll(firstRow, second, count);
        }
      }
    }
  }

  /** Two questions share each load of the strip. */
  private void score(
      float[] strip, float[] left, float[] right, float[] leftScores, float[] rightScores) {
    Arrays.fill(leftScores, 0f);
    Arrays.fill(rightScores, 0f);
    int i = 0;
    for (; i + UNROLLED_DIMENSIONS <= dimension; i += UNROLLED_DIMENSIONS) {
      addFour(strip, i * RowBlock.LANES, left, right, i, leftScores, rightScores);
    }
    for (; i < dimension; i++) {
      for (int j = 0; j < RowBlock.LANES; j++) {
        leftScores[j] += left[i] * strip[i * RowBlock.LANES + j];
        rightScores[j] += right[i] * strip[i * RowBlock.LANES + j];
      }
    }
  }

  private static void addFour(
      float[] strip,
      int offset,
      float[] left,
      float[] right,
      int i,
      float[] leftScores,
      float[] rightScores) {
    float left0 = left[i];
    float left1 = left[i + 1];
    float left2 = left[i + 2];
    float left3 = left[i + 3];
    float right0 = right[i];
    float right1 = right[i + 1];
    float right2 = right[i + 2];
    float right3 = right[i + 3];
    for (int j = 0; j < RowBlock.LANES; j++) {
      float row0 = strip[offset + j];
      float row1 = strip[offset + RowBlock.LANES + j];
      float row2 = strip[offset + 2 * RowBlock.LANES + j];
      float row3 = strip[offset + 3 * RowBlock.LANES + j];
      leftScores[j] += left0 * row0 + left1 * row1 + left2 * row2 + left3 * row3;
      rightScores[j] += right0 * row0 + right1 * row1 + right2 * row2 + right3 * row3;
    }
  }
}
