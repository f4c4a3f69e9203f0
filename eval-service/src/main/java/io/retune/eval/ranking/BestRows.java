package io.retune.eval.ranking;

/**
 * Keeps the best-scored of the rows offered to it. Equal scores are ranked by row, the lower first,
 * so that a ranking does not depend on the order of arrival. Not thread-safe.
 */
public final class BestRows {
  private final float[] scores;
  private final int[] rows;
  private int size;

  /**
   * @param depth how many rows are kept; at least 1
   */
  public BestRows(int depth) {
    if (depth < 1) {
      throw new IllegalArgumentException("a ranking has a depth of at least 1, not " + depth);
    }
    scores = new float[depth];
    rows = new int[depth];
  }

  /** Keeps a row if it is among the best so far. */
  public void offer(int row, float score) {
    if (size < rows.length) {
      scores[size] = score;
      rows[size] = row;
      size++;
      siftUp(size - 1);
    } else if (isWorse(scores[0], rows[0], score, row)) {
      scores[0] = score;
      rows[0] = row;
      siftDown(0, size);
    }
  }

  /** Offers the rows {@code firstRow} to {@code firstRow + count}. */
  void offerAll(int firstRow, float[] offered, int count) {
    for (int i = 0; i < count; i++) {
      if (size < rows.length || offered[i] >= scores[0]) {
        offer(firstRow + i, offered[i]);
      }
    }
  }

  /** Whether a row must now be better than one of those kept. */
  public boolean isFull() {
    return size == rows.length;
  }

  /** The lowest score of those kept; a row of this score may still be kept, one below not. */
  public float lowestScore() {
    return scores[0];
  }

  /** The rows, best first. Empties this. */
  public Ranking drain() {
    int[] best = new int[size];
    float[] bestScores = new float[size];
    while (size > 0) {
      best[size - 1] = rows[0];
      bestScores[size - 1] = scores[0];
      size--;
      scores[0] = scores[size];
      rows[0] = rows[size];
      siftDown(0, size);
    }
    return new Ranking(best, bestScores);
  }

  private void siftUp(int from) {
    int child = from;
    while (child > 0) {
      int parent = (child - 1) / 2;
      if (!isWorse(scores[child], rows[child], scores[parent], rows[parent])) {
        return;
      }
      swap(child, parent);
      child = parent;
    }
  }

  private void siftDown(int from, int end) {
    int parent = from;
    while (true) {
      int worst = parent;
      for (int child = 2 * parent + 1; child <= 2 * parent + 2 && child < end; child++) {
        if (isWorse(scores[child], rows[child], scores[worst], rows[worst])) {
          worst = child;
        }
      }
      if (worst == parent) {
        return;
      }
      swap(parent, worst);
      parent = worst;
    }
  }

  private void swap(int a, int b) {
    float score = scores[a];
    scores[a] = scores[b];
    scores[b] = score;
    int row = rows[a];
    rows[a] = rows[b];
    rows[b] = row;
  }

  private static boolean isWorse(float score, int row, float otherScore, int otherRow) {
    int order = Float.compare(score, otherScore);
    return order < 0 || (order == 0 && row > otherRow);
  }
}
