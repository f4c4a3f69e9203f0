package io.retune.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retune.testing.MetricsPage;
import io.retune.testing.MetricsPage.Metric;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The files in {@code deploy/monitoring} ask for what services show. That alerts are raised when
 * they should, promtool tests ({@code alerts-test.yml}, run by {@code .ci/run}).
 */
class MonitoringTest {
  private static final Path MONITORING = Path.of("../deploy/monitoring");

  /** What stands behind an alert's "by", "on" and in its braces. */
  private static final Pattern LABELS = Pattern.compile("(?:by|on) \\(([a-z, ]+)\\)|\\{([^}]*)}");

  private static final Pattern OURS = Pattern.compile("\\bretune_[a-z_]+");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)\\s*(?:=|!=|=~|!~|,|$)");

  /** Prometheus gives these to every series. */
  private static final Set<String> OF_SCRAPES = Set.of("instance", "job");

  @Test
  void everyMetricThatAnAlertOrAPanelAsksForIsOnThePageOnMetrics() throws IOException {
    // Given
    Set<String> shown =
        MetricsPage.read().metrics().stream()
            .flatMap(metric -> metric.series().stream())
            .collect(Collectors.toSet());

    // When
    Set<String> asked =
        expressions().stream()
            .flatMap(expression -> OURS.matcher(expression).results().map(MatchResult::group))
            .collect(Collectors.toCollection(TreeSet::new));

    // Then
    assertThat(asked).hasSizeGreaterThan(20).isSubsetOf(shown);
  }

  @Test
  void everyLabelThatAnAlertOrAPanelAsksForIsOneOfAMetricInIt() throws IOException {
    // Given
    List<Metric> metrics = MetricsPage.read().metrics();

    // When
    for (String expression : expressions()) {
      Set<String> labels = labels(expression);

      // Then
      Set<String> had = new HashSet<>(OF_SCRAPES);
      metrics.stream()
          .filter(metric -> metric.series().stream().anyMatch(name -> asks(expression, name)))
          .forEach(metric -> had.addAll(metric.labels()));
      if (expression.contains("retune_serving_latency_seconds")) {
        had.add("quantile");
      }
      if (asks(expression, "jvm_memory_used_bytes")) {
        had.add("area");
      }
      assertThat(labels).as(expression).isSubsetOf(had);
    }
  }

  @Test
  void everyAlertSaysWhatIsWrongAndWhatToDo() throws IOException {
    // When
    List<Map<String, Object>> alerts = alerts();

    // Then
    assertThat(alerts)
        .isNotEmpty()
        .allSatisfy(
            alert -> {
              assertThat(alert).extracting("labels.severity").isIn("critical", "warning");
              assertThat(alert)
                  .extracting("annotations")
                  .asInstanceOf(InstanceOfAssertFactories.MAP)
                  .containsOnlyKeys("summary", "action");
            });
  }

  @Test
  void everyAlertHasACaseInWhichItIsRaised() throws IOException {
    // Given
    String cases = Files.readString(MONITORING.resolve("alerts-test.yml"));

    // When
    List<String> names = alerts().stream().map(alert -> alert.get("alert").toString()).toList();

    // Then
    assertThat(names)
        .doesNotHaveDuplicates()
        .allSatisfy(
            name ->
                assertThat(cases)
                    .contains("labels: ALERTS{alertname=\"" + name + "\", alertstate=\"firing\""));
  }

  @Test
  void prometheusAsksEachServiceOfComposeAtItsPort() throws IOException {
    // Given
    Map<String, Map<String, Object>> containers = ContainersTest.containers();
    List<String> services =
        containers.entrySet().stream()
            .filter(entry -> entry.getKey().endsWith("-service"))
            .map(
                entry ->
                    entry.getKey()
                        + entry.getValue().get("ports").toString().replaceAll(".*(:\\d+)]", "$1"))
            .toList();

    // When
    Object config = yaml(MONITORING.resolve("prometheus.yml"));

    // Then
    assertThat(config)
        .extracting("scrape_configs")
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .singleElement()
        .extracting("static_configs")
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .singleElement()
        .extracting("targets")
        .isEqualTo(services);
  }

  private static Set<String> labels(String expression) {
    return LABELS
        .matcher(expression)
        .results()
        .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
        .map(text -> text.replaceAll("\"[^\"]*\"", ""))
        .flatMap(text -> LABEL.matcher(text).results().map(label -> label.group(1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean asks(String expression, String name) {
    return Pattern.compile("\\b" + name + "\\b").matcher(expression).find();
  }

  private static List<String> expressions() throws IOException {
    List<String> all = new ArrayList<>();
    alerts().forEach(alert -> all.add(alert.get("expr").toString()));
    JsonNode dashboard =
        new ObjectMapper().readTree(MONITORING.resolve("grafana/retune.json").toFile());
    dashboard.findValues("expr").forEach(expression -> all.add(expression.asText()));
    return all;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> alerts() throws IOException {
    Map<String, List<Map<String, List<Map<String, Object>>>>> rules =
        (Map<String, List<Map<String, List<Map<String, Object>>>>>)
            yaml(MONITORING.resolve("alerts.yml"));
    return rules.get("groups").stream()
        .map(group -> group.get("rules"))
        .flatMap(Collection::stream)
        .toList();
  }

  private static Object yaml(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
    }
  }
}
