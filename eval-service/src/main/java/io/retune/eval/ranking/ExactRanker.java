package io.retune.eval.ranking;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Ranks a corpus for questions by dot product, which is the cosine where rows have unit length.
 * Exact: every row is scored.
 *
 * <p>Rows are held in blocks, transposed, so that the inner loop runs over rows and not over
 * dimensions: the compiler turns it into vector instructions without changing the order in which
 * each sum is built, and a block stays in cache for several questions. Questions are spread over
 * the common pool's threads. Thread-safe.
 */
public final class ExactRanker {
  private static final int BLOCK_ROWS = 256;
  private static final int QUESTIONS_A_TASK = 32;
  private static final int UNROLLED_DIMENSIONS = 4;

  private final int dimension;
  private final int rows;

  /** By block: element {@code [i * BLOCK_ROWS + j]} is dimension i of the block's row j. */
  private final float[][] blocks;

  public ExactRanker(VectorTable corpus) {
    this.dimension = corpus.dimension();
    this.rows = corpus.rows();
    this.blocks = transposed(corpus);
  }

  /**
   * The best rows for each question.
   *
   * @param questions of the corpus' dimension
   * @param depth how many rows at most; at least 1
   */
  public Rankings rank(VectorTable questions, int depth) {
    if (questions.dimension() != dimension) {
      throw new IllegalArgumentException(
          "questions of "
              + questions.dimension()
              + " dimensions for a corpus of "
              + dimension
              + " dimensions");
    }
    int[][] best = new int[questions.rows()][];
    int tasks = (questions.rows() + QUESTIONS_A_TASK - 1) / QUESTIONS_A_TASK;
    IntStream.range(0, tasks)
        .parallel()
        .forEach(
            task ->
                rank(
                    questions,
                    task * QUESTIONS_A_TASK,
                    Math.min(questions.rows(), (task + 1) * QUESTIONS_A_TASK),
                    Math.min(depth, Math.max(1, rows)),
                    best));
    return new Rankings(best);
  }

  private void rank(VectorTable questions, int from, int to, int depth, int[][] best) {
    BestRows[] bestRows = new BestRows[to - from];
    for (int i = 0; i < bestRows.length; i++) {
      bestRows[i] = new BestRows(depth);
    }
    float[] first = new float[BLOCK_ROWS];
    float[] second = new float[BLOCK_ROWS];
    for (int block = 0; block < blocks.length; block++) {
      int firstRow = block * BLOCK_ROWS;
      int count = Math.min(BLOCK_ROWS, rows - firstRow);
      for (int question = from; question < to; question += 2) {
        boolean pair = question + 1 < to;
        float[] left = questions.row(question);
        float[] right = pair ? questions.row(question + 1) : left;
        score(blocks[block], left, right, first, second);
        bestRows[question - from].offerAll(firstRow, first, count);
        if (pair) {
          bestRows[question + 1 - from].offerAll(firstRow, second, count);
        }
      }
    }
    for (int question = from; question < to; question++) {
      best[question] = bestRows[question - from].drain();
    }
  }

  /** Two questions share each load of the block. */
  private void score(
      float[] block, float[] left, float[] right, float[] leftScores, float[] rightScores) {
    Arrays.fill(leftScores, 0f);
    Arrays.fill(rightScores, 0f);
    int i = 0;
    for (; i + UNROLLED_DIMENSIONS <= dimension; i += UNROLLED_DIMENSIONS) {
      addFour(block, i * BLOCK_ROWS, left, right, i, leftScores, rightScores);
    }
    for (; i < dimension; i++) {
      for (int j = 0; j < BLOCK_ROWS; j++) {
        leftScores[j] += left[i] * block[i * BLOCK_ROWS + j];
        rightScores[j] += right[i] * block[i * BLOCK_ROWS + j];
      }
    }
  }

  private static void addFour(
      float[] block,
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
    for (int j = 0; j < BLOCK_ROWS; j++) {
      float row0 = block[offset + j];
      float row1 = block[offset + BLOCK_ROWS + j];
      float row2 = block[offset + 2 * BLOCK_ROWS + j];
      float row3 = block[offset + 3 * BLOCK_ROWS + j];
      leftScores[j] += left0 * row0 + left1 * row1 + left2 * row2 + left3 * row3;
      rightScores[j] += right0 * row0 + right1 * row1 + right2 * row2 + right3 * row3;
    }
  }

  private float[][] transposed(VectorTable corpus) {
    int count = (rows + BLOCK_ROWS - 1) / BLOCK_ROWS;
    float[][] transposed = new float[count][Math.multiplyExact(dimension, BLOCK_ROWS)];
    for (int row = 0; row < rows; row++) {
      float[] block = transposed[row / BLOCK_ROWS];
      int j = row % BLOCK_ROWS;
      for (int i = 0; i < dimension; i++) {
        block[i * BLOCK_ROWS + j] = corpus.at(row, i);
      }
    }
    return transposed;
  }
}
