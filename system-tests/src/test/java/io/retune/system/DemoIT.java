package io.retune.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retune.adapter.follow.AdapterFollower;
import io.retune.cli.command.RetuneCommand;
import io.retune.cli.demo.DemoOptions;
import io.retune.cli.demo.DemoRun;
import io.retune.schemas.TopicNames;
import io.retune.testing.MetricsPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The whole way, once: documents in, through the real services, an adapter out. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String COLLECTION = "small";

  @TempDir private static Path folder;
  private static DemoRun demo;
  private static JsonNode outcome;

  @BeforeAll
  static void runDemo() throws IOException {
    Path train = Files.createDirectories(folder.resolve("train"));
    Files.writeString(train.resolve("brewing.md"), BREWING);
    Files.writeString(train.resolve("tides.md"), TIDES);
    Path validation = Files.writeString(folder.resolve("glaciers.md"), GLACIERS);
    demo =
        DemoRun.withLines(
            new DemoOptions(
                COLLECTION,
                List.of(train),
                List.of(validation),
                Optional.empty(),
                new TopicNames("e2e."),
                folder.resolve("data"),
                PATIENCE,
                List.of(),
                Map.of()),
            new PrintWriter(System.out, true));
    demo.run();
    outcome = demo.json();
  }

  @AfterAll
  static void stopDemo() {
    if (demo != null) {
      demo.close();
    }
  }

  @Test
  void takesEveryDocumentThroughEveryStage() {
    // Given
    JsonNode step = outcome.at("/steps/0");

    // When
    int nodes = step.get("nodes").asInt();

    // Then
    assertThat(step.get("documents").asInt()).isEqualTo(3);
    assertThat(nodes).isGreaterThanOrEqualTo(3);
    assertThat(step.get("nodes_asked").asInt()).isEqualTo(nodes);
    assertThat(step.get("nodes_embedded").asInt()).isEqualTo(nodes);
    assertThat(step.get("questions").asInt()).isGreaterThan(nodes);
    assertThat(outcome.get("dead_letters").asInt()).isZero();
  }

  @Test
  void reportsBaseAdapterKeywordsAndFusionSideBySide() {
    // Given
    JsonNode report = outcome.at("/versions/0");

    // When
    JsonNode retrievers = report.get("retrievers");

    // Then
    assertThat(report.get("version").asLong()).isEqualTo(1);
    assertThat(report.get("evidence").asText()).isEqualTo("LOCAL_ONLY");
    assertThat(report.at("/lineage/documents").asInt()).isGreaterThanOrEqualTo(2);
    for (String retriever : List.of("base", "adapter", "bm25", "fusion")) {
      assertThat(retrievers.at("/" + retriever + "/hit_rate@5").asDouble())
          .as("hit rate of %s", retriever)
          .isPositive()
          .isLessThanOrEqualTo(1);
    }
  }

  @Test
  void servesTheReleasedVersionToAnApplication() throws Exception {
    // Given
    long released = 0;
    for (JsonNode version : outcome.get("versions")) {
      released = version.get("released").asBoolean() ? version.get("version").asLong() : released;
    }
    float[] query = new float[384];
    query[0] = 1;

    // When
    try (AdapterFollower follower =
        AdapterFollower.of(demo.cluster().bootstrap(), COLLECTION).topicPrefix("e2e.").start()) {
      boolean read = follower.awaitFirst(Duration.ofSeconds(30));
      float[] tuned = follower.apply(query);

      // Then
      assertThat(read).isTrue();
      assertThat(released).isPositive();
      assertThat(follower.current().version()).isEqualTo(released);
      double length = 0;
      for (float value : tuned) {
        length += value * value;
      }
      assertThat(length).isCloseTo(1, within(1e-5));
      assertThat(tuned).isNotEqualTo(query);
    }
  }

  @Test
  void makesAVersionOfAnExportedAdapterThatIsImportedAgain() throws Exception {
    // Given
    Path directory = folder.resolve("exported");
    JsonNode exported = command("export", "adapter", directory.toString(), "--version", "1");

    // When
    command("import", directory.toString(), "--trainer-url", demo.trainer().toString());

    // Then
    JsonNode imported =
        Awaitility.await()
            .atMost(Duration.ofMinutes(1))
            .pollInterval(Duration.ofSeconds(1))
            .until(
                () -> versionFrom(command("adapters"), directory.toString()), Optional::isPresent)
            .orElseThrow();
    assertThat(imported.at("/lineage/trigger").asText()).isEqualTo("import");
    assertThat(imported.get("weights_sha256")).isEqualTo(exported.get("weights_sha256"));
    assertThat(imported.at("/retrievers/adapter/mrr@10").asDouble()).isPositive();
  }

  /** The last one, for it changes what is served. */
  @Test
  @Order(Integer.MAX_VALUE)
  void forgetsADocumentWithAllThatWasMadeOfItAndServesNoVersionThatLearnedFromIt()
      throws Exception {
    // Given
    String document = "train/tides.md";

    // When
    JsonNode forgotten = command("forget", document, "--timeout", "120");

    // Then
    assertThat(forgotten.get("nodes").asInt()).isPositive();
    assertThat(forgotten.get("vectors").asInt())
        .isEqualTo(forgotten.get("nodes").asInt() + forgotten.get("questions").asInt());
    assertThat(forgotten.get("served_with_it").asLong()).isEqualTo(1);
    assertThat(forgotten.get("served_instead").asLong()).isNotEqualTo(1);
    assertThat(forgotten.get("versions_with_it")).extracting(JsonNode::asLong).contains(1L);
  }

  @Test
  void showsNoFigureThatThePageOnMetricsDoesNotExplain() throws Exception {
    // Given
    MetricsPage page = MetricsPage.read();
    Set<String> shown = new TreeSet<>();

    // When
    for (Map.Entry<String, URI> service : demo.services().entrySet()) {
      String scrape = scrape(service.getValue());

      // Then
      assertThat(page.unsaid(service.getKey(), scrape)).isEmpty();
      shown.addAll(page.shown(scrape));
    }
    assertThat(shown)
        .contains(
            "retune_loop_lag",
            "retune_ingest_documents_total",
            "retune_qa_gen_questions_total",
            "retune_embed_records_total",
            "retune_train_failing",
            "retune_train_fit_seconds",
            "retune_eval_duration_seconds",
            "retune_eval_regret",
            "retune_eval_adapter_age_seconds");
  }

  private static String scrape(URI service) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(service.resolve("/q/metrics")).build(), BodyHandlers.ofString())
        .body();
  }

  private static Optional<JsonNode> versionFrom(JsonNode versions, String source) {
    return StreamSupport.stream(versions.spliterator(), false)
        .filter(version -> version.at("/lineage/source").asText().equals(source))
        .findFirst();
  }

  /** What the command says as JSON, on the demo's stack and collection. */
  private static JsonNode command(String... arguments) throws IOException {
    StringWriter output = new StringWriter();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of(
            "--collection",
            COLLECTION,
            "--bootstrap",
            demo.cluster().bootstrap(),
            "--prefix",
            "e2e.",
            "--json"));
    int status =
        RetuneCommand.commandLine()
            .setOut(new PrintWriter(output, true))
            .execute(all.toArray(String[]::new));
    assertThat(status).as("%s", all).isZero();
    return new ObjectMapper().readTree(output.toString());
  }

  private static final String BREWING =
      """
      # Brewing tea

      Green tea is steeped in water of about seventy-five degrees, because boiling water makes the leaves bitter.
      Two minutes are enough for the first infusion, and the same leaves can be used three times.

      Black tea takes boiling water and four minutes. Assam is strong and malty, Darjeeling is light and flowery.
      Milk goes well with Assam, while lemon suits Ceylon.

      ## Water and vessels

      Soft water brings out the taste, and hard water leaves a film on the cup.
      A porcelain pot does not keep the taste of the last tea, but an unglazed clay pot does.
      """;

  private static final String TIDES =
      """
      # Tides

      The moon pulls the water of the oceans, and the rotation of the earth turns this bulge into two high tides a day.
      Spring tides come at full moon and new moon, when the sun and the moon pull along one line.

      Neap tides come at half moon, when the sun pulls across the moon, and the range of the water is small.
      In the Bay of Fundy the range reaches sixteen metres, because the bay resonates with the tide.

      ## Tables

      Harbour masters publish tide tables, which are computed from harmonic constituents for each harbour.
      Wind and low air pressure can raise the water far above the table.
      """;

  private static final String GLACIERS =
      """
      # Glaciers

      A glacier forms where more snow falls in winter than melts in summer, and the snow turns into firn and then into ice.
      The ice flows downhill under its own weight, some centimetres or some metres a day.

      Moraines are heaps of rock that the ice carried and left behind. Crevasses open where the bed becomes steeper.
      Meltwater under the ice lets a glacier slide faster over its bed.

      ## Measuring

      Glaciologists drive stakes into the ice and read every year how much of each stake has come out.
      Satellites measure the height of the surface with radar and laser light.
      """;
}
