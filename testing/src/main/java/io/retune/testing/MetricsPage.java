package io.retune.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page on metrics, {@code docs/metrics.md}, seen from a module. It has a section for each
 * service, with a table whose first three columns are read.
 *
 * @param metrics in the page's order
 */
public record MetricsPage(List<Metric> metrics) {
  private static final Path FILE = Path.of("../docs/metrics.md");
  private static final Pattern SAMPLE =
      Pattern.compile("(?<name>retune_[a-z_]+)(\\{(?<labels>.*)})? [^ ]+");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"(?:[^\"\\\\]|\\\\.)*\"");

  /** Sections whose metrics more than one service has, or one beside its own. */
  private static final Set<String> SHARED = Set.of("Every service", "The loop");

  public MetricsPage {
    metrics = List.copyOf(metrics);
  }

  /**
   * A row.
   *
   * @param section such as {@code qa-gen}
   * @param name as in the first column, without what a timer's series have behind it
   * @param kind {@code counter}, {@code gauge}, {@code timer} or {@code summary}
   */
  public record Metric(String section, String name, String kind, Set<String> labels) {
    public Metric {
      Objects.requireNonNull(section, "section");
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(kind, "kind");
      labels = Set.copyOf(labels);
    }

    /** The names that its series have. */
    public Set<String> series() {
      return switch (kind) {
        case "counter", "gauge" -> Set.of(name);
        case "timer", "summary" -> Set.of(name, name + "_count", name + "_sum", name + "_max");
        default -> throw new IllegalStateException(name + " is a " + kind + ", which is no kind");
      };
    }
  }

  /** Reads the page. */
  public static MetricsPage read() throws IOException {
    String section = "";
    Stream.Builder<Metric> metrics = Stream.builder();
    for (String line : Files.readAllLines(FILE)) {
      if (line.startsWith("## ")) {
        section = line.substring(3);
      } else if (line.startsWith("| `")) {
        metrics.add(row(section, line));
      }
    }
    return new MetricsPage(metrics.build().toList());
  }

  private static Metric row(String section, String line) {
    String[] cells = line.split("\\|", -1);
    return new Metric(
        section,
        cells[1].replace("`", "").strip(),
        cells[2].strip(),
        Arrays.stream(cells[3].replace("`", "").split(",", -1))
            .map(String::strip)
            .filter(label -> !label.isEmpty())
            .collect(Collectors.toSet()));
  }

  /**
   * What a service shows and the page does not say of it.
   *
   * @param service such as {@code qa-gen}
   * @param scrape the answer of {@code /q/metrics}
   */
  public Set<String> unsaid(String service, String scrape) {
    return samples(scrape)
        .filter(
            sample ->
                metrics.stream()
                    .filter(
                        metric ->
                            SHARED.contains(metric.section()) || metric.section().equals(service))
                    .noneMatch(sample::isOf))
        .map(Sample::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The names of our metrics that a service shows. */
  public Set<String> shown(String scrape) {
    return samples(scrape)
        .flatMap(sample -> metrics.stream().filter(sample::isOf).map(Metric::name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Sample> samples(String scrape) {
    return scrape.lines().flatMap(line -> sample(line).stream());
  }

  private static Optional<Sample> sample(String line) {
    Matcher matcher = SAMPLE.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Set<String> labels =
        matcher.group("labels") == null
            ? Set.of()
            : LABEL
                .matcher(matcher.group("labels"))
                .results()
                .map(label -> label.group(1))
                .filter(label -> !label.equals("quantile"))
                .collect(Collectors.toCollection(TreeSet::new));
    return Optional.of(new Sample(matcher.group("name"), labels));
  }

  private record Sample(String name, Set<String> labels) {
    boolean isOf(Metric metric) {
      return metric.series().contains(name) && metric.labels().equals(labels);
    }

    @Override
    public String toString() {
      return name + labels;
    }
  }
}
