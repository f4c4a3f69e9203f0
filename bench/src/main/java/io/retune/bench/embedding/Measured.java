package io.retune.bench.embedding;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** One run of one contestant, as a line on its standard output. */
record Measured(
    double chunksPerSecond,
    double questionsPerSecond,
    double prefixedQuestionsPerSecond,
    double peakMegabytes) {

  private static final String MARK = "measured";

  static Measured parse(List<String> output) {
    String line =
        output.stream()
            .filter(text -> text.startsWith(MARK + " "))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no measurement in: " + output));
    String[] values = line.split(" ");
    return new Measured(
        Double.parseDouble(values[1]),
        Double.parseDouble(values[2]),
        Double.parseDouble(values[3]),
        Double.parseDouble(values[4]));
  }

  String line() {
    return MARK
        + " "
        + chunksPerSecond
        + " "
        + questionsPerSecond
        + " "
        + prefixedQuestionsPerSecond
        + " "
        + peakMegabytes;
  }

  static double median(List<Measured> runs, ToDoubleFunction<Measured> value) {
    double[] sorted = runs.stream().mapToDouble(value).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
