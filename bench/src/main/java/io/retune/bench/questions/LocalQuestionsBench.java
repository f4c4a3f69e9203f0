package io.retune.bench.questions;

import io.retune.adapter.dataset.DatasetReader;
import io.retune.qagen.local.EnglishGrammar;
import io.retune.qagen.local.LocalConfig;
import io.retune.qagen.local.LocalMix;
import io.retune.qagen.local.LocalQuestionGenerator;
import io.retune.qagen.question.NodeText;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.text.BreakIterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Local questions of the nodes of a data set, with the service's defaults, on one thread and on
 * all. The reference is Java's own pass over the words and sentences of the same texts. Beside the
 * time on the clock it says the time of a core, which other work on the machine changes less.
 * Argument: a data set of LlamaIndex's. Prints Markdown.
 */
public final class LocalQuestionsBench {
  private static final int ROUNDS = 5;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final List<NodeText> nodes;
  private final LocalQuestionGenerator generator;

  private LocalQuestionsBench(List<NodeText> nodes) {
    this.nodes = nodes;
    this.generator =
        new LocalQuestionGenerator(
            new EnglishGrammar(),
            LocalMix.of(
                new SmallRyeConfigBuilder()
                    .withMapping(LocalConfig.class)
                    .build()
                    .getConfigMapping(LocalConfig.class)));
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("wanted: DATA-SET");
    }
    Map<String, String> corpus = new DatasetReader().read(Path.of(arguments[0])).corpus();
    new LocalQuestionsBench(
            corpus.entrySet().stream()
                .map(node -> new NodeText(node.getKey(), node.getValue(), "en"))
                .toList())
        .run(System.out);
  }

  private void run(PrintStream out) {
    int characters = nodes.stream().mapToInt(node -> node.text().length()).sum();
    int questions = nodes.stream().mapToInt(this::ask).sum();
    double plain = nodesPerSecond(LocalQuestionsBench::boundaries, false);
    double one = nodesPerSecond(this::ask, false);
    double all = nodesPerSecond(this::ask, true);
    out.printf(
        "%,d nodes of %,d characters in the mean, %.1f questions each%n%n",
        nodes.size(), characters / nodes.size(), (double) questions / nodes.size());
    out.println("| | nodes a second | of the reference |");
    out.println("|---|---|---|");
    out.printf("| words and sentences by Java, one thread | %,.0f | 1.00 |%n", plain);
    out.printf("| local questions, one thread | %,.0f | %.2f |%n", one, one / plain);
    out.printf(
        "| local questions, %d threads | %,.0f | %.2f |%n",
        Runtime.getRuntime().availableProcessors(), all, all / plain);
    out.printf("%nLocal questions take %.2f ms of a core a node.%n", millisOfACore());
  }

  /** In the quickest of some rounds. */
  private double millisOfACore() {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = threads.getCurrentThreadCpuTime();
      nodes.forEach(this::ask);
      best = Math.min(best, (threads.getCurrentThreadCpuTime() - start) / 1e6 / nodes.size());
    }
    return best;
  }

  /** In the quickest of some rounds. */
  private double nodesPerSecond(ToIntFunction<NodeText> work, boolean parallel) {
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      int sum = (parallel ? nodes.parallelStream() : nodes.stream()).mapToInt(work).sum();
      if (sum == 0) {
        throw new IllegalStateException("nothing came of it");
      }
      best = Math.max(best, nodes.size() * 1e9 / (System.nanoTime() - start));
    }
    return best;
  }

  private int ask(NodeText node) {
    return generator.ask(node).size();
  }

  private static int boundaries(NodeText node) {
    return boundaries(BreakIterator.getSentenceInstance(Locale.ENGLISH), node.text())
        + boundaries(BreakIterator.getWordInstance(Locale.ENGLISH), node.text());
  }

  private static int boundaries(BreakIterator iterator, String text) {
    iterator.setText(text);
    int count = 0;
    while (iterator.next() != BreakIterator.DONE) {
      count++;
    }
    return count;
  }
}
