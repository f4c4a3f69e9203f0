package io.retune.bench.embedding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Times one contestant in this process, after a warm-up. */
final class Run {

  private static final int WARM_UP_CHUNKS = 4;
  private static final int WARM_UP_QUESTIONS = 60;
  private static final int COMPARED = 50;

  private final BenchTexts texts;

  Run(Path directory) throws IOException {
    this.texts = BenchTexts.read(directory);
  }

  /**
   * @param embed texts as they are
   * @param embedQueries the same for a contestant that puts no prefix before a query
   */
  void measure(Embedder embed, Embedder embedQueries, Path vectors) throws IOException {
    embed.embed(first(texts.chunks(), WARM_UP_CHUNKS));
    embedQueries.embed(first(texts.questions(), WARM_UP_QUESTIONS));
    Measured measured =
        new Measured(
            perSecond(embed, texts.chunks()),
            perSecond(embed, texts.questions()),
            perSecond(embedQueries, texts.questions()),
            peakMegabytes());
    List<String> compared = new ArrayList<>(first(texts.chunks(), COMPARED));
    compared.addAll(first(texts.questions(), COMPARED));
    write(embed.embed(compared), vectors);
    System.out.println(measured.line());
  }

  private static List<String> first(List<String> all, int count) {
    return all.subList(0, Math.min(count, all.size()));
  }

  private static double perSecond(Embedder embedder, List<String> texts) {
    long start = System.nanoTime();
    embedder.embed(texts);
    return texts.size() / ((System.nanoTime() - start) / 1e9);
  }

  /** As Linux counts it; 0 elsewhere. */
  private static double peakMegabytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  private static void write(float[][] vectors, Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    for (float[] vector : vectors) {
      StringBuilder line = new StringBuilder();
      for (float value : vector) {
        line.append(value).append(' ');
      }
      lines.add(line.toString().strip());
    }
    Files.write(file, lines);
  }

  /** A vector for each text. */
  interface Embedder {
    float[][] embed(List<String> texts);
  }
}
