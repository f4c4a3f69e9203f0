package io.retune.bench.embedding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Embeds the same chunks and questions with Retune's in-process model and with langchain4j's, both
 * with their defaults, and with Retune's where long texts are cut as langchain4j cuts them, each in
 * a process of its own with its own class path, in turn.
 *
 * <p>Arguments: a dataset JSON with {@code corpus} and {@code queries}; without one, random words
 * of a fixed seed.
 */
public final class EmbeddingBench {

  private static final int ROUNDS = 3;

  private EmbeddingBench() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    BenchTexts texts =
        arguments.length == 0 ? BenchTexts.random() : BenchTexts.of(Path.of(arguments[0]));
    Path directory = Files.createTempDirectory("retune-embedding-bench");
    texts.write(directory);

    Map<Contestant, List<Measured>> runs = new EnumMap<>(Contestant.class);
    for (int round = 0; round < ROUNDS; round++) {
      for (Contestant contestant : Contestant.values()) {
        runs.computeIfAbsent(contestant, each -> new ArrayList<>())
            .add(contestant.measure(directory));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%d chunks, %d questions, median of %d runs in turn, %d cores%n",
        texts.chunks().size(),
        texts.questions().size(),
        ROUNDS,
        Runtime.getRuntime().availableProcessors());
    print(runs);
    System.out.printf(
        Locale.ROOT,
        "smallest cosine between a vector of Retune's and langchain4j's: %.6f whole, %.6f cut%n",
        agreement(Contestant.RETUNE, directory),
        agreement(Contestant.RETUNE_CUT, directory));
  }

  private static void print(Map<Contestant, List<Measured>> runs) {
    List<Measured> retune = runs.get(Contestant.RETUNE);
    List<Measured> langchain4j = runs.get(Contestant.LANGCHAIN4J);
    System.out.printf(Locale.ROOT, "%-36s %12s %12s %8s%n", "", "retune", "langchain4j", "ratio");
    row(
        "chunks/s, retune all of their text",
        Measured.median(retune, Measured::chunksPerSecond),
        Measured.median(langchain4j, Measured::chunksPerSecond));
    row(
        "chunks/s, both their first tokens",
        Measured.median(runs.get(Contestant.RETUNE_CUT), Measured::chunksPerSecond),
        Measured.median(langchain4j, Measured::chunksPerSecond));
    row(
        "questions/s, the same text",
        Measured.median(retune, Measured::questionsPerSecond),
        Measured.median(langchain4j, Measured::questionsPerSecond));
    row(
        "questions/s, retune with its prefix",
        Measured.median(retune, Measured::prefixedQuestionsPerSecond),
        Measured.median(langchain4j, Measured::questionsPerSecond));
    row(
        "peak memory, MB",
        Measured.median(retune, Measured::peakMegabytes),
        Measured.median(langchain4j, Measured::peakMegabytes));
  }

  private static double agreement(Contestant retune, Path directory) throws IOException {
    return Agreement.smallestCosine(
        Contestant.LANGCHAIN4J.vectors(directory), retune.vectors(directory));
  }

  private static void row(String what, double retune, double langchain4j) {
    System.out.printf(
        Locale.ROOT,
        "%-36s %12.2f %12.2f %8.2f%n",
        what,
        retune,
        langchain4j,
        retune / langchain4j);
  }
}
