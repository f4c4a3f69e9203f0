package io.retune.bench.adapter;

import io.retune.adapter.Adapter;
import io.retune.adapter.LinearAdapter;
import io.retune.adapter.MemoryAdapter;
import io.retune.adapter.memory.QuestionMemory;
import io.retune.adapter.tensor.Tensor;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.bench.measure.MadeUpVector;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How long an adapter takes to map a query, on one thread, without and with a question memory. The
 * reference is the plain way to find the nearest key: a dot product of floats for each, in a loop.
 * Arguments: dimension, keys, nodes. Prints Markdown.
 */
public final class ApplyBench {
  private static final int ROUNDS = 9;
  private static final int QUERIES = 100;

  private final int dimension;
  private final Random random = new Random(1);
  private final PrintStream out;
  private double sink;

  private ApplyBench(int dimension, PrintStream out) {
    this.dimension = dimension;
    this.out = out;
  }

  public static void main(String[] arguments) {
    if (arguments.length != 3) {
      throw new IllegalArgumentException("wanted: DIMENSION KEYS NODES");
    }
    new ApplyBench(Integer.parseInt(arguments[0]), System.out)
        .run(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
  }

  private void run(int keyCount, int nodeCount) {
    List<float[]> keys = vectors(keyCount);
    LinearAdapter linear = linear();
    QuestionMemory memory =
        QuestionMemory.of(
            keys,
            random.ints(keyCount, 0, nodeCount).toArray(),
            vectors(nodeCount),
            new QuestionMemory.Focus(16, 0.05));
    MemoryAdapter remembering = new MemoryAdapter(linear, memory, 0.3);
    List<float[]> queries = vectors(QUERIES);

    double plain = milliseconds(queries, query -> nearest(query, keys));
    double alone = milliseconds(queries, query -> apply(linear, query));
    double both = milliseconds(queries, query -> apply(remembering, query));
    out.printf(
        "%,d keys of %,d nodes, %d dimensions; file %.1f MB%n%n",
        keyCount, nodeCount, dimension, new AdapterWeights().encode(remembering).length / 1e6);
    out.println("| a query | ms | of the plain search |");
    out.println("|---|---|---|");
    out.printf("| plain search of the nearest key | %.2f | 1.00 |%n", plain);
    out.printf("| linear adapter | %.3f | %.2f |%n", alone, alone / plain);
    out.printf("| with its memory | %.2f | %.2f |%n", both, both / plain);
    if (Double.isNaN(sink)) {
      out.println("no number");
    }
  }

  /** What is timed. */
  private interface Work {
    double of(float[] query);
  }

  /** Of one query, in the quickest of some rounds. */
  private double milliseconds(List<float[]> queries, Work work) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (float[] query : queries) {
        sink += work.of(query);
      }
      best = Math.min(best, (System.nanoTime() - start) / 1e6 / queries.size());
    }
    return best;
  }

  private static double apply(Adapter adapter, float[] query) {
    return adapter.apply(query)[0];
  }

  private double nearest(float[] query, List<float[]> keys) {
    float best = -1;
    for (float[] key : keys) {
      float sum = 0;
      for (int i = 0; i < dimension; i++) {
        sum += query[i] * key[i];
      }
      best = Math.max(best, sum);
    }
    return best;
  }

  private LinearAdapter linear() {
    float[] values = new float[dimension * dimension];
    IntStream.range(0, dimension).forEach(i -> values[i * dimension + i] = 1);
    return new LinearAdapter(
        Tensor.of(values, dimension, dimension), Optional.of(Tensor.vector(new float[dimension])));
  }

  private List<float[]> vectors(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> MadeUpVector.near(random, new float[dimension], 1))
        .toList();
  }
}
