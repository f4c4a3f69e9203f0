package io.retune.bench.evaluation;

import io.retune.adapter.IdentityAdapter;
import io.retune.eval.evaluation.Corpus;
import io.retune.eval.evaluation.QuestionSet;
import io.retune.eval.evaluation.RetrieverEvaluation;
import io.retune.eval.ranking.ExactRanker;
import io.retune.eval.ranking.Rankings;
import io.retune.eval.ranking.VectorTable;
import io.retune.schemas.QuestionClass;
import io.retune.schemas.QuestionMix;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.util.VectorUtil;

/**
 * Seconds to rank 10,000 nodes exactly for 1,000 questions of 384 dimensions, against Lucene's dot
 * product ({@link VectorUtil#dotProduct(float[], float[])}) over the same vectors on as many
 * threads; and to evaluate a checkpoint over them, BM25 and all. Prints Markdown.
 */
public final class EvaluationBench {
  private static final int DIMENSION = 384;
  private static final int NODES = 10_000;
  private static final int QUESTIONS = 1_000;
  private static final int DEPTH = 100;
  private static final int ROUNDS = 7;
  private static final int WORDS_A_TEXT = 200;

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
    VectorTable corpus = VectorTable.of(DIMENSION, List.of(nodes));
    VectorTable asked = VectorTable.of(DIMENSION, List.of(questions));
    Timed<Rankings> ours = best(() -> new ExactRanker(corpus).rank(asked, DEPTH));
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
        "| evaluation of base, adapter, champion, BM25 and fusion | %.2f | |%n",
        evaluation(corpus, asked));
    out.printf(
        "%nEqual first answers: %d of %d%n", equalFirst(ours.result(), lucene.result()), QUESTIONS);
  }

  private double evaluation(VectorTable corpus, VectorTable asked) {
    List<String> texts = IntStream.range(0, NODES).mapToObj(i -> words(WORDS_A_TEXT)).toList();
    List<String> questions = IntStream.range(0, QUESTIONS).mapToObj(i -> words(10)).toList();
    int[][] answers =
        IntStream.range(0, QUESTIONS).mapToObj(i -> new int[] {i}).toArray(int[][]::new);
    Corpus searched =
        new Corpus(
            IntStream.range(0, NODES).mapToObj(Integer::toString).toList(), corpus, texts, "en");
    QuestionSet set =
        new QuestionSet(
            "evidence",
            new QuestionMix(Map.of(QuestionClass.IMPORTED, QUESTIONS)),
            asked,
            questions,
            answers,
            IntStream.range(0, QUESTIONS).toArray());
    return best(() -> {
          try (RetrieverEvaluation evaluation = new RetrieverEvaluation(searched)) {
            return evaluation.evaluate(
                set, new IdentityAdapter(), Optional.of(new IdentityAdapter()), Optional.empty());
          }
        })
        .seconds();
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

  private String words(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "w" + (int) Math.abs(random.nextGaussian() * 3000))
        .collect(Collectors.joining(" "));
  }

  /** A result and the least seconds that it took. */
  private record Timed<T>(double seconds, T result) {}
}
