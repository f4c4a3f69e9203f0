package io.retune.bench.evaluation;

import io.retune.eval.ranking.ExactRanker;
import io.retune.eval.ranking.Rankings;
import io.retune.eval.ranking.RowBlock;
import io.retune.eval.ranking.VectorTable;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.lucene.util.VectorUtil;

/**
 * Seconds to rank 10,000 nodes exactly for 1,000 questions of 384 dimensions, against Lucene's dot
 * product ({@link VectorUtil#dotProduct(float[], float[])}) over the same vectors on as many
 * threads. Prints Markdown. What a whole evaluation costs is in {@link EvaluationSizeBench}.
 */
public final class EvaluationBench {
  private static final int DIMENSION = 384;
  private static final int NODES = 10_000;
  private static final int QUESTIONS = 1_000;
  private static final int DEPTH = 100;
  private static final int ROUNDS = 7;

  private final Random random = new Random(1);
  private final PrintStream out;

  private EvaluationBench(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] arguments) {
    new EvaluationBench(System.out).run();
  }

  private void run() {
    float[][] nodes = unitRows(NODES);
    float[][] questions = unitRows(QUESTIONS);
    VectorTable asked = VectorTable.of(DIMENSION, List.of(questions));
    Timed<Rankings> ours = best(() -> exactly(nodes, asked));
    Timed<int[][]> lucene = best(() -> withLucene(nodes, questions));

    out.printf(
        "%,d questions over %,d nodes, %d dimensions, %d processors%n%n",
        QUESTIONS, NODES, DIMENSION, Runtime.getRuntime().availableProcessors());
    out.println("| | seconds | times faster |");
    out.println("|---|---|---|");
    out.printf("| Lucene's dot product | %.2f | 1.0 |%n", lucene.seconds());
    out.printf(
        "| exact ranking | %.2f | %.1f |%n", ours.seconds(), lucene.seconds() / ours.seconds());
    out.printf(
        "%nEqual first answers: %d of %d%n", equalFirst(ours.result(), lucene.result()), QUESTIONS);
  }

  private static Rankings exactly(float[][] nodes, VectorTable asked) {
    ExactRanker ranker = new ExactRanker(asked, DEPTH);
    RowBlock block = new RowBlock(DIMENSION);
    for (float[] node : nodes) {
      block.add(node);
      if (block.isFull()) {
        ranker.add(block);
        block.clear();
      }
    }
    ranker.add(block);
    return ranker.rankings();
  }

  private static int[][] withLucene(float[][] nodes, float[][] questions) {
    return IntStream.range(0, questions.length)
        .parallel()
        .mapToObj(question -> withLucene(nodes, questions[question]))
        .toArray(int[][]::new);
  }

  private static int[] withLucene(float[][] nodes, float[] question) {
    long[] ranked = new long[nodes.length];
    for (int node = 0; node < nodes.length; node++) {
      // The score in the high bits, so that sorting numbers sorts by score.
      int score = Float.floatToIntBits(2 + VectorUtil.dotProduct(question, nodes[node]));
      ranked[node] = -(((long) score << Integer.SIZE) | (nodes.length - node));
    }
    Arrays.sort(ranked);
    return Arrays.stream(ranked)
        .limit(DEPTH)
        .mapToInt(code -> nodes.length - (int) -code)
        .toArray();
  }

  private static long equalFirst(Rankings ours, int[][] lucene) {
    return IntStream.range(0, QUESTIONS)
        .filter(question -> ours.of(question)[0] == lucene[question][0])
        .count();
  }

  private static <T> Timed<T> best(Supplier<T> work) {
    Timed<T> best = null;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      T result = work.get();
      double seconds = (System.nanoTime() - start) / 1e9;
      best = best == null || seconds < best.seconds() ? new Timed<>(seconds, result) : best;
    }
    return best;
  }

  private float[][] unitRows(int rows) {
    return IntStream.range(0, rows)
        .mapToObj(
            row -> {
              float[] vector = new float[DIMENSION];
              for (int i = 0; i < DIMENSION; i++) {
                vector[i] = (float) random.nextGaussian();
              }
              return VectorUtil.l2normalize(vector);
            })
        .toArray(float[][]::new);
  }

  /** A result and the least seconds that it took. */
  private record Timed<T>(double seconds, T result) {}
}
