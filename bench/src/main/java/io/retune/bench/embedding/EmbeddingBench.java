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
 * with their defaults, with Retune's where long texts are cut as langchain4j cuts them, and with
 * Retune's model of whole numbers, each in a process of its own with its own class path, in turn.
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
    printQuantised(runs);
    System.out.printf(
        Locale.ROOT,
        "smallest cosine between a vector of Retune's and langchain4j's: %.6f whole, %.6f cut,"
            + " %.6f in whole numbers, cut%n",
        agreement(Contestant.RETUNE, directory),
        agreement(Contestant.RETUNE_CUT, directory),
        agreement(Contestant.RETUNE_QUANTISED_CUT, directory));
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

  private static void printQuantised(Map<Contestant, List<Measured>> runs) {
    List<Measured> quantised = runs.get(Contestant.RETUNE_QUANTISED);
    System.out.printf(Locale.ROOT, "%n%-36s %12s %12s %8s%n", "", "whole nos.", "floats", "ratio");
    List<Measured> floats = runs.get(Contestant.RETUNE);
    row(
        "chunks/s, all of their text",
        Measured.median(quantised, Measured::chunksPerSecond),
        Measured.median(floats, Measured::chunksPerSecond));
    row(
        "questions/s, the same text",
        Measured.median(quantised, Measured::questionsPerSecond),
        Measured.median(floats, Measured::questionsPerSecond));
    row(
        "questions/s, with the prefix",
        Measured.median(quantised, Measured::prefixedQuestionsPerSecond),
        Measured.median(floats, Measured::prefixedQuestionsPerSecond));
    row(
        "peak memory, MB",
        Measured.median(quantised, Measured::peakMegabytes),
        Measured.median(floats, Measured::peakMegabytes));
    System.out.printf(
        Locale.ROOT, "%n%-36s %12s %12s %8s%n", "", "whole nos.", "langchain4j", "ratio");
    row(
        "chunks/s, both their first tokens",
        Measured.median(runs.get(Contestant.RETUNE_QUANTISED_CUT), Measured::chunksPerSecond),
        Measured.median(runs.get(Contestant.LANGCHAIN4J), Measured::chunksPerSecond));
    row(
        "questions/s, the same text",
        Measured.median(quantised, Measured::questionsPerSecond),
        Measured.median(runs.get(Contestant.LANGCHAIN4J), Measured::questionsPerSecond));
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
