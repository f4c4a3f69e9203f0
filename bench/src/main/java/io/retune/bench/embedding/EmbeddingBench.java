package io.retune.bench.embedding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Embeds the same chunks and questions with Retune's in-process model and with langchain4j's, both
 * with their defaults, each in a process of its own with its own class path, in turn.
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

    List<Measured> retune = new ArrayList<>();
    List<Measured> langchain4j = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      langchain4j.add(Contestant.LANGCHAIN4J.measure(directory));
      retune.add(Contestant.RETUNE.measure(directory));
    }
    double agreement =
        Agreement.smallestCosine(
            Contestant.LANGCHAIN4J.vectors(directory), Contestant.RETUNE.vectors(directory));
    print(texts, retune, langchain4j, agreement);
  }

  private static void print(
      BenchTexts texts, List<Measured> retune, List<Measured> langchain4j, double agreement) {
    System.out.printf(
        Locale.ROOT,
        "%d chunks, %d questions, median of %d runs in turn, %d cores%n",
        texts.chunks().size(),
        texts.questions().size(),
        ROUNDS,
        Runtime.getRuntime().availableProcessors());
    System.out.printf(Locale.ROOT, "%-34s %12s %12s %8s%n", "", "retune", "langchain4j", "ratio");
    row(
        "chunks/s",
        Measured.median(retune, Measured::chunksPerSecond),
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
    System.out.printf(
        Locale.ROOT, "smallest cosine between their vectors of a question: %.6f%n", agreement);
  }

  private static void row(String what, double retune, double langchain4j) {
    System.out.printf(
        Locale.ROOT,
        "%-34s %12.2f %12.2f %8.2f%n",
        what,
        retune,
        langchain4j,
        retune / langchain4j);
  }
}
