package io.retune.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.testing.MetricsPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on metrics has what the code measures. What services really show, others compare. */
class MetricsPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern NAME = Pattern.compile("\"(retune(?:\\.[a-z-]+)+)\"");

  @Test
  void thePageHasEachMetricOfTheCodeAndNoOther() throws IOException {
    // Given
    Set<String> measured = measured();

    // When
    Set<String> described =
        MetricsPage.read().metrics().stream()
            .map(metric -> metric.name().replaceFirst("(_total|_seconds)$", ""))
            .collect(Collectors.toCollection(TreeSet::new));

    // Then
    assertThat(described).isEqualTo(measured);
  }

  /** Names in the classes that know Micrometer, as Prometheus writes them, without units. */
  private static Set<String> measured() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .filter(module -> module.toString().endsWith("-service") || module.endsWith("chassis"))
          .map(module -> module.resolve("src/main/java"))
          .filter(Files::isDirectory)
          .flatMap(MetricsPageTest::sources)
          .filter(source -> source.contains("io.micrometer.core"))
          .flatMap(source -> NAME.matcher(source).results().map(MatchResult::group))
          .map(literal -> literal.replace("\"", ""))
          .map(name -> name.replaceAll("[.-]", "_"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Stream<String> sources(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(MetricsPageTest::text)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
