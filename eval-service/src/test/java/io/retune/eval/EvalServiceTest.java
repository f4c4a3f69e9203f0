package io.retune.eval;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.google.protobuf.Message;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicPartitioner;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.Decision;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.Split;
import io.retune.testing.GoldenRecords;
import io.retune.testing.KafkaBrokerResource;
import io.retune.testing.MetricsPage;
import io.retune.testing.TopicReader;
import io.retune.testing.TopicWriter;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KafkaBrokerResource.class)
class EvalServiceTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String AGE_OF_AGED = "retune_eval_adapter_age_seconds{collection=\"aged\"}";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Test
  void reportsACheckpointAndReleasesItsAdapter() {
    // Given
    AdapterCheckpoint checkpoint = Examples.helpful("released", 1);
    embed("released", 60);

    // When
    write(Topics.ADAPTER_CHECKPOINTS, "released/1", checkpoint);

    // Then
    EvaluationReport report = only(read(Topics.EVALUATION_REPORTS, "released"));
    assertThat(report.getDecision().getKind()).isEqualTo(Decision.Kind.PROMOTE);
    assertThat(report.getResults(0).getQuestions()).isEqualTo(120);
    assertThat(only(read(Topics.ADAPTER_RELEASES, "released")).getCheckpoint())
        .isEqualTo(checkpoint);
  }

  @Test
  void showsAVersionWithItsEvaluationAndItsLineage() {
    // Given
    embed("shown", 60);
    write(Topics.ADAPTER_CHECKPOINTS, "shown/1", Examples.helpful("shown", 1));
    awaitServed("shown", 1);

    // When
    Response response = given().get("/collections/shown/versions/1");

    // Then
    response
        .then()
        .statusCode(200)
        .body("decision", equalTo("PROMOTE"))
        .body("evidence", equalTo("ENOUGH"))
        .body("served", equalTo(true))
        .body("question_set", equalTo("evidence"))
        .body("questions", equalTo(120))
        .body("question_sets[0].classes.llm", equalTo(120))
        .body("nodes", equalTo(60))
        .body("recipe.whitened.alpha", equalTo(1.0f))
        .body("retrievers.adapter.'mrr@10'", greaterThan(0.5f))
        .body("retrievers.keySet()", hasItems("base", "adapter", "bm25", "fusion"))
        .body("lineage.nodes", equalTo(10))
        .body("lineage.documents", equalTo(1));
    given()
        .get("/collections/shown/versions")
        .then()
        .statusCode(200)
        .body("version", equalTo(List.of(1)));
    given()
        .get("/collections")
        .then()
        .statusCode(200)
        .body("find { it.collection == 'shown' }.versions", equalTo(1));
    given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
  }

  @Test
  void showsDocumentsOfVersionsAndVersionsOfDocuments() {
    // Given
    embed("learned", 60);
    write(Topics.ADAPTER_CHECKPOINTS, "learned/1", Examples.helpful("learned", 1));
    awaitServed("learned", 1);

    // When
    Response versions = given().get("/collections/learned/documents/handbook/one.html/versions");

    // Then
    versions
        .then()
        .statusCode(200)
        .body("document_id", equalTo("handbook/one.html"))
        .body("versions", equalTo(List.of(1)))
        .body("served", equalTo(true));
  }

  @Test
  void showsWhatAnEarlierReleaseReportedAndReleased() throws IOException {
    // Given
    writeGolden(Topics.EVALUATION_REPORTS, "tiny/");
    writeGolden(Topics.ADAPTER_RELEASES, "tiny");
    awaitReport("tiny", 5);

    // When
    Response version = given().get("/collections/tiny/versions/1");
    Response versions = given().get("/collections/tiny/versions");
    Response releases = given().get("/collections/tiny/releases");

    // Then
    version
        .then()
        .statusCode(200)
        .body("question_set", equalTo("evidence"))
        .body("evidence", equalTo("ENOUGH"))
        .body("question_sets[0].classes", equalTo(Map.of()));
    versions.then().statusCode(200).body("version", equalTo(List.of(1, 2, 3, 4, 5)));
    releases.then().statusCode(200).body("released_by", hasItem("gate"));
  }

  @Test
  void pagesThroughTheHistoryOfACollection() throws IOException {
    // Given
    writeGolden(Topics.EVALUATION_REPORTS, "tiny/");
    awaitReport("tiny", 5);

    // When
    Response last = given().get("/collections/tiny/history?limit=2");
    Response before = given().get("/collections/tiny/history?limit=2&before=4&metric=hit_rate@5");

    // Then
    last.then()
        .statusCode(200)
        .body("versions.version", equalTo(List.of(4, 5)))
        .body("earlier", equalTo(3))
        .body("versions[1].question_sets[0].retrievers", hasKey("adapter"));
    before
        .then()
        .statusCode(200)
        .body("versions.version", equalTo(List.of(2, 3)))
        .body("earlier", equalTo(1))
        .body("metric", equalTo("hit_rate@5"));
    given()
        .get("/collections/tiny/history?metric=<b>")
        .then()
        .statusCode(400)
        .body("detail", containsString("metric"));
  }

  @Test
  void pagesThroughTheCollections() throws IOException {
    // Given
    writeGolden(Topics.EVALUATION_REPORTS, "tiny/");
    awaitReport("tiny", 5);

    // When
    Response first = given().get("/collections?limit=1&containing=tin");
    Response after = given().get("/collections?after=tiny&containing=tin");

    // Then
    first.then().statusCode(200).body("collection", equalTo(List.of("tiny")));
    after.then().statusCode(200).body("", hasSize(0));
    given().get("/collections?limit=0").then().statusCode(400);
  }

  @Test
  void readsTheLearningCurveFromTheCheckpoint() throws IOException {
    // Given
    writeGolden(Topics.EVALUATION_REPORTS, "tiny/");
    writeGolden(Topics.ADAPTER_CHECKPOINTS, "tiny/");
    awaitReport("tiny", 5);

    // When
    Response curve = given().get("/collections/tiny/versions/1/learning-curve");
    Response unknown = given().get("/collections/tiny/versions/99/learning-curve");

    // Then
    curve.then().statusCode(200).body("version", equalTo(1)).body("points", not(empty()));
    unknown.then().statusCode(404);
  }

  @Test
  void releasesByHandAndRecordsWhoAndWhy() {
    // Given
    embed("by-hand", 60);
    write(Topics.ADAPTER_CHECKPOINTS, "by-hand/1", Examples.harmful("by-hand", 1));
    awaitReport("by-hand", 1);

    // When
    Response response =
        given()
            .contentType(ContentType.JSON)
            .body(
                """
                {"version": 1, "by": "ann", "reason": "to see it live"}""")
            .post("/collections/by-hand/releases");

    // Then
    response.then().statusCode(201).body("version", equalTo(1));
    AdapterRelease release = only(read(Topics.ADAPTER_RELEASES, "by-hand"));
    assertThat(release.getReleasedBy()).isEqualTo("ann");
    assertThat(release.getReason()).isEqualTo("to see it live");
    assertThat(release.getCheckpoint()).isEqualTo(Examples.harmful("by-hand", 1));
    awaitServed("by-hand", 1);
  }

  @Test
  void goesBackToTheBaseModelByHand() {
    // Given
    embed("rolled-back", 60);
    write(Topics.ADAPTER_CHECKPOINTS, "rolled-back/1", Examples.helpful("rolled-back", 1));
    awaitServed("rolled-back", 1);

    // When
    Response response =
        given()
            .contentType(ContentType.JSON)
            .body(
                """
                {"version": 0, "by": "ann", "reason": "an incident"}""")
            .post("/collections/rolled-back/releases");

    // Then
    response.then().statusCode(201);
    awaitServed("rolled-back", 0);
    given()
        .get("/collections/rolled-back/releases")
        .then()
        .statusCode(200)
        .body("released_by", equalTo(List.of("gate", "ann")))
        .body("previous_version", equalTo(List.of(0, 1)));
  }

  @Test
  void refusesToReleaseWhatIsNotThereOrNotExplained() {
    // Given
    embed("refused", 3);
    write(Topics.ADAPTER_CHECKPOINTS, "refused/1", Examples.gentle("refused", 1));
    awaitReport("refused", 1);

    // When
    var unknown =
        given()
            .contentType(ContentType.JSON)
            .body(
                """
                {"version": 7, "by": "ann", "reason": "a slip"}""")
            .post("/collections/refused/releases");
    var anonymous =
        given()
            .contentType(ContentType.JSON)
            .body(
                """
                {"version": 1, "reason": "no name"}""")
            .post("/collections/refused/releases");

    // Then
    unknown
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", equalTo("collection 'refused' has no version 7"));
    anonymous
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("violations.field", hasItem(containsString("by")));
    given().get("/collections/never-seen/versions").then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gate", " gate", "Gate ", "gate\u200b", "ann\nsmith", " "})
  void refusesAReleaseInTheNameOfTheGate(String by) {
    // Given
    Map<String, Object> request = Map.of("version", 0, "by", by, "reason", "to look like the gate");

    // When
    Response response =
        given().contentType(ContentType.JSON).body(request).post("/collections/any/releases");

    // Then
    response.then().statusCode(400).contentType("application/problem+json");
  }

  @Test
  void aPageOfAnotherSiteCannotTakeAnAdapterOutOfService() throws IOException {
    // Given
    embed("attacked", 60);
    write(Topics.ADAPTER_CHECKPOINTS, "attacked/1", Examples.helpful("attacked", 1));
    awaitServed("attacked", 1);
    String body = "{\"version\": 0, \"by\": \"ann\", \"reason\": \"an attack\"}";

    // When
    String otherHost =
        post("attacked", "Host: evil.example\r\nContent-Type: application/json", body);
    String otherOrigin = post("attacked", "Host: localhost\r\nOrigin: http://evil.example", body);
    String noType = post("attacked", "Host: localhost", body);

    // Then
    assertThat(otherHost).startsWith("HTTP/1.1 421 ");
    assertThat(otherOrigin).startsWith("HTTP/1.1 403 ");
    assertThat(noType).startsWith("HTTP/1.1 415 ");
    assertThat(read(Topics.ADAPTER_RELEASES, "attacked")).hasSize(1);
  }

  /** Headers exactly as given; HTTP clients add their own. */
  private static String post(String collection, String headers, String body) throws IOException {
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      socket
          .getOutputStream()
          .write(
              "POST /collections/%s/releases HTTP/1.1\r\n%s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                  .formatted(collection, headers, body.length(), body)
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void embed(String collection, int nodes) {
    Examples examples = new Examples(3);
    try (TopicWriter writer = new TopicWriter(bootstrap)) {
      for (int i = 0; i < nodes; i++) {
        String id = "node-" + i;
        writer.write(
            Topics.EMBEDDINGS,
            collection + "/" + id,
            examples.node(collection, id, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2));
      }
    }
  }

  private <V extends Message> void write(Topic<V> topic, String key, V message) {
    try (TopicWriter writer = new TopicWriter(bootstrap)) {
      writer.write(topic, key, message);
    }
  }

  private <V extends Message> List<V> read(Topic<V> topic, String collection) {
    try (TopicReader<V> reader = new TopicReader<>(bootstrap, topic, TIMEOUT)) {
      return reader
          .awaitRecords(records -> records.stream().anyMatch(r -> r.key().startsWith(collection)))
          .stream()
          .filter(record -> record.key().startsWith(collection))
          .map(reader::message)
          .toList();
    }
  }

  @Test
  void showsTheQuestionsThatAVersionWonWithTheirTexts() {
    // Given
    embed("changed", 60);
    write(Topics.ADAPTER_CHECKPOINTS, "changed/1", Examples.helpful("changed", 1));
    awaitServed("changed", 1);

    // When
    Response response = given().get("/collections/changed/versions/1/changes");

    // Then
    response
        .then()
        .statusCode(200)
        .body("question_set", equalTo("evidence"))
        .body("questions", equalTo(120))
        .body("won", greaterThan(0))
        .body("changes", hasSize(greaterThan(0)))
        .body("changes.question", everyItem(notNullValue()))
        .body("changes.node", everyItem(notNullValue()))
        .body("changes.rank", hasItem(1));
  }

  @Test
  void theTraceOfACheckpointGoesOnInItsReportAndItsRelease() {
    // Given
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    embed("traced", 60);

    // When
    try (KafkaProducer<String, byte[]> producer = producer()) {
      ProducerRecord<String, byte[]> checkpoint =
          new ProducerRecord<>(
              Topics.ADAPTER_CHECKPOINTS.name(),
              "traced/1",
              Examples.helpful("traced", 1).toByteArray());
      checkpoint.headers().add("traceparent", trace.getBytes(StandardCharsets.UTF_8));
      producer.send(checkpoint);
    }

    // Then
    assertThat(traces(Topics.EVALUATION_REPORTS, "traced/1")).containsExactly(trace);
    assertThat(traces(Topics.ADAPTER_RELEASES, "traced")).containsExactly(trace);
  }

  private List<String> traces(Topic<?> topic, String key) {
    try (TopicReader<?> reader = new TopicReader<>(bootstrap, topic, TIMEOUT)) {
      return reader
          .awaitRecords(records -> records.stream().anyMatch(r -> r.key().equals(key)))
          .stream()
          .filter(record -> record.key().equals(key))
          .map(record -> record.headers().lastHeader("traceparent").value())
          .map(value -> new String(value, StandardCharsets.UTF_8))
          .toList();
    }
  }

  @Test
  void showsTheLoopAndTheAgeOfWhatIsServedToMonitoring() throws IOException {
    // Given
    Instant anHourAgo = Instant.now().minus(Duration.ofHours(1));
    AdapterCheckpoint checkpoint =
        Examples.helpful("aged", 1).toBuilder()
            .setCreatedAt(InstantCodec.encode(anHourAgo))
            .build();
    write(
        Topics.ADAPTER_RELEASES,
        "aged",
        AdapterRelease.newBuilder()
            .setCollection("aged")
            .setVersion(1)
            .setCheckpoint(checkpoint)
            .build());

    // When
    String scrape =
        await()
            .atMost(TIMEOUT)
            .until(
                () -> given().get("/q/metrics").asString(),
                metrics ->
                    figure(metrics, "retune_loop_instances{stage=\"eval\"}") > 0
                        && figure(metrics, AGE_OF_AGED) > 0);

    // Then
    assertThat(figure(scrape, AGE_OF_AGED)).isBetween(3600.0, 3600.0 + TIMEOUT.toSeconds());
    assertThat(figure(scrape, "retune_loop_lag{stage=\"eval\"}")).isNotNegative();
    assertThat(figure(scrape, "retune_loop_instances{stage=\"qa-gen\"}")).isZero();
    assertThat(figure(scrape, "retune_loop_waiting{stage=\"train\"}")).isZero();
    assertThat(figure(scrape, "retune_loop_look_age_seconds")).isBetween(0.0, 60.0);
    assertThat(MetricsPage.read().unsaid("eval", scrape)).isEmpty();
  }

  /** NaN where it is not there. */
  private static double figure(String scrape, String sample) {
    return scrape
        .lines()
        .filter(line -> line.startsWith(sample + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
        .findFirst()
        .orElse(Double.NaN);
  }

  /** What an earlier release wrote, as it lies on the topic. */
  private void writeGolden(Topic<?> topic, String keyPrefix) throws IOException {
    try (KafkaProducer<String, byte[]> producer = producer()) {
      GoldenRecords.of(topic).stream()
          .filter(record -> record.key().startsWith(keyPrefix))
          .map(record -> new ProducerRecord<>(topic.name(), record.key(), record.value()))
          .forEach(producer::send);
    }
  }

  private KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ProducerConfig.PARTITIONER_CLASS_CONFIG,
            TopicPartitioner.class.getName()),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private static void awaitReport(String collection, int version) {
    await()
        .atMost(TIMEOUT)
        .until(
            () ->
                given().get("/collections/" + collection + "/versions/" + version).statusCode()
                    == 200);
  }

  private static void awaitServed(String collection, int version) {
    await()
        .atMost(TIMEOUT)
        .until(
            () ->
                given()
                    .get("/collections")
                    .path("find { it.collection == '" + collection + "' }.served_version"),
            equalTo(version));
  }

  private static <T> T only(List<T> list) {
    assertThat(list).hasSize(1);
    return list.get(0);
  }
}
