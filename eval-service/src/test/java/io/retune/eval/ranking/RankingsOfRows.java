package io.retune.eval.ranking;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Rankings of given rows, whose scores fall by one from row to row. */
public final class RankingsOfRows {
  private RankingsOfRows() {}

  /** One ranking a question. */
  public static Rankings of(int[]... rows) {
    return new Rankings(Arrays.stream(rows).map(RankingsOfRows::ranking).toArray(Ranking[]::new));
  }

  private static Ranking ranking(int[] rows) {
    float[] scores = new float[rows.length];
    IntStream.range(0, rows.length).forEach(i -> scores[i] = rows.length - i);
    return new Ranking(rows, scores);
  }
}
