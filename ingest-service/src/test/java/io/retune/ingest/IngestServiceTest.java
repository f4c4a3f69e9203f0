package io.retune.ingest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.google.protobuf.ByteString;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.retune.ingest.parse.Samples;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Document;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.Question;
import io.retune.schemas.v1.Split;
import io.retune.testing.KafkaBrokerResource;
import io.retune.testing.TopicReader;
import io.retune.testing.TopicWriter;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.ThreadMetadata;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(IngestServiceTest.Settings.class)
@QuarkusTestResource(KafkaBrokerResource.class)
@QuarkusTestResource(WebSiteResource.class)
class IngestServiceTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(120);
  private static final int LIMIT = 8 << 20;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @ConfigProperty(name = "retune.ingest.folder.path")
  Path folder;

  @TestHTTPResource("/collections")
  URI collections;

  @Inject KafkaStreams streams;

  @Test
  void aDocumentBecomesNodes() {
    // Given
    byte[] pdf = Samples.pdf("Inner title", "Text of the first page.", "Text of the second page.");

    // When
    given()
        .contentType("application/pdf")
        .queryParam("title", "The report")
        .queryParam("split", "validation")
        .queryParam("source_uri", "https://example.org/report.pdf")
        .queryParam("metadata", "year=2021")
        .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        .body(pdf)
        .when()
        .put("/collections/life/documents/reports/2021/annual.pdf")
        .then()
        .statusCode(202)
        .body("collection", equalTo("life"))
        .body("document_id", equalTo("reports/2021/annual.pdf"));

    // Then
    List<Node> nodes = awaitNodes("life", found -> found.size() == 2);
    assertThat(nodes)
        .extracting(Node::getText)
        .containsExactlyInAnyOrder("Text of the first page.", "Text of the second page.");
    assertThat(nodes)
        .allSatisfy(
            node -> {
              assertThat(node.getDocumentId()).isEqualTo("reports/2021/annual.pdf");
              assertThat(node.getTitle()).isEqualTo("The report");
              assertThat(node.getSplit()).isEqualTo(Split.SPLIT_VALIDATION);
              assertThat(node.getTokens()).isBetween(5, 7);
              assertThat(node.getMetadataMap())
                  .containsEntry("year", "2021")
                  .containsEntry("source_uri", "https://example.org/report.pdf");
            });
    assertThat(records("life"))
        .allSatisfy(
            record ->
                assertThat(new String(record.headers().lastHeader("traceparent").value(), UTF_8))
                    .isEqualTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
  }

  @Test
  void hasAThreadForEachProcessThatParses() {
    // Given
    int processes = 3;

    // When
    Set<ThreadMetadata> threads = streams.metadataForLocalThreads();

    // Then
    assertThat(threads).hasSize(processes);
  }

  @Test
  void aDeletedDocumentTakesItsNodesWithIt() {
    // Given
    put("left", "reports/2021.txt", "We left early.");
    awaitNodes("left", found -> found.size() == 1);

    // When
    given().when().delete("/collections/left/documents/reports/2021.txt").then().statusCode(202);

    // Then
    assertThat(awaitNodes("left", List::isEmpty)).isEmpty();
  }

  @Test
  void theFilesOfAFormAreDocuments() {
    // When
    given()
        .multiPart("file", "one.txt", "Text of one.".getBytes(UTF_8), "text/plain")
        .multiPart("file", "two.md", "# Two\n\nText of two.".getBytes(UTF_8), "text/markdown")
        .multiPart("split", "train")
        .when()
        .post("/collections/form/documents")
        .then()
        .statusCode(202)
        .body("document_id", equalTo(List.of("one.txt", "two.md")));

    // Then
    List<Node> nodes = awaitNodes("form", found -> found.size() == 2);
    assertThat(nodes)
        .extracting(Node::getText)
        .containsExactlyInAnyOrder("Text of one.", "Two\nText of two.");
    assertThat(nodes).extracting(Node::getSplit).containsOnly(Split.SPLIT_TRAIN);
  }

  @Test
  void aDocumentLargerThanAUsualMessageGoesThrough() {
    // Given
    String text = "A sentence that is said again and again. ".repeat(30_000);

    // When
    given()
        .contentType("text/plain")
        .body(text.getBytes(UTF_8))
        .when()
        .put("/collections/large/documents/large.txt")
        .then()
        .statusCode(202);

    // Then
    List<Node> nodes = awaitNodes("large", found -> found.size() > 500);
    assertThat(nodes).allSatisfy(node -> assertThat(node.getTokens()).isLessThanOrEqualTo(510));
  }

  @Test
  void aDocumentOverTheLimitIsRefused() {
    // Given
    byte[] large = new byte[LIMIT + 1];

    // When, then
    given()
        .contentType("text/plain")
        .body(large)
        .when()
        .put("/collections/refused/documents/large.txt")
        .then()
        .statusCode(413)
        .contentType("application/problem+json")
        .body("detail", equalTo("the document has more than " + LIMIT + " bytes"));
  }

  @Test
  void aDocumentOfUnknownSizeOverTheLimitIsRefused() throws Exception {
    // Given
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(collections + "/refused/documents/large.txt"))
            .header("Content-Type", "text/plain")
            .PUT(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new ByteArrayInputStream(new byte[LIMIT + 1])))
            .build();

    // When
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

    // Then
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).contains("the document has more than " + LIMIT + " bytes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/collections/Not A Name/documents/a.txt          | Not A Name",
        "/collections/refused/documents/a.txt?split=both  | split must be auto, train or validation, not 'both'",
        "/collections/refused/documents/a.txt?metadata=no | metadata must be name=value, not 'no'"
      })
  void anInvalidRequestIsAnsweredInOneLine(String path, String detail) {
    // When, then
    given()
        .body("text".getBytes(UTF_8))
        .when()
        .put(path)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("status", equalTo(400))
        .body("detail", containsString(detail));
  }

  @Test
  void aDocumentWithoutBytesIsRefused() {
    // When, then
    given()
        .when()
        .put("/collections/refused/documents/a.txt")
        .then()
        .statusCode(400)
        .body("detail", equalTo("the document is empty"));
  }

  @Test
  void questionsThatComeWithAFormTravelWithTheNodesThatAnswerThem() {
    // When
    given()
        .multiPart("file", "refunds.txt", "Refunds take ten days.".getBytes(UTF_8), "text/plain")
        .multiPart("split", "validation")
        .multiPart(
            "questions",
            "[{\"question\": \"How long does a refund take?\", \"answer\": \"ten  days\"},"
                + " {\"question\": \"Who pays?\", \"answer\": \"the seller\"}]")
        .when()
        .post("/collections/asked/documents")
        .then()
        .statusCode(202);

    // Then
    Node node = awaitNodes("asked", found -> found.size() == 1).get(0);
    assertThat(node.getQuestionsList())
        .extracting(Question::getText, Question::getOrigin)
        .containsExactly(tuple("How long does a refund take?", Origin.ORIGIN_HUMAN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no JSON | questions must be a JSON array of objects with question and answer",
        "[{\"question\": \"Why?\"}] | questions must be a JSON array of objects with question and answer",
        "[null] | each of the questions needs a question and an answer",
        "[{\"question\": \"Why?\", \"answer\": \" \"}] | a question needs a text and an answer"
      })
  void questionsWithoutAnAnswerAreRefused(String questions, String reason) {
    // When, then
    given()
        .multiPart("file", "one.txt", "Text.".getBytes(UTF_8), "text/plain")
        .multiPart("questions", questions)
        .when()
        .post("/collections/refused/documents")
        .then()
        .statusCode(400)
        .body("detail", startsWith(reason));
  }

  @Test
  void aFormWithoutAFileIsRefused() {
    // When, then
    given()
        .multiPart("title", "no file here")
        .when()
        .post("/collections/refused/documents")
        .then()
        .statusCode(400)
        .body("detail", equalTo("the form has no file"));
  }

  @Test
  void whatCannotBeParsedIsADeadLetterWithAReason() {
    // Given
    byte[] corrupt = Arrays.copyOf(Samples.pdf("t", "A page."), 60);
    try (TopicReader<Document> letters =
        new TopicReader<>(bootstrap, Topics.deadLetters("ingest", Topics.DOCUMENTS), TIMEOUT)) {

      // When
      try (TopicWriter writer = new TopicWriter(bootstrap)) {
        writer.write(
            Topics.DOCUMENTS,
            "dead/corrupt.pdf",
            Document.newBuilder().setContent(ByteString.copyFrom(corrupt)).build());
        writer.write(
            Topics.DOCUMENTS,
            "dead/empty.txt",
            Document.newBuilder().setDocumentId("empty.txt").build());
        writer.write(
            Topics.DOCUMENTS,
            "dead/secret.pdf",
            Document.newBuilder()
                .setContent(ByteString.copyFrom(Samples.encryptedPdf("hidden")))
                .build());
      }

      // Then
      Map<String, String> reasons = new LinkedHashMap<>();
      letters
          .awaitRecords(3)
          .forEach(
              record ->
                  reasons.put(
                      record.key(), DeadLetter.read(record.headers()).orElseThrow().reason()));
      assertThat(reasons.get("dead/corrupt.pdf")).startsWith("cannot be read as application/pdf: ");
      assertThat(reasons)
          .containsEntry("dead/empty.txt", "the document is empty")
          .containsEntry("dead/secret.pdf", "the document is encrypted");
    }
  }

  @Test
  void aFileOfTheFolderIsADocument() throws IOException {
    // Given
    Path file = folder.resolve("notes/monday.txt");
    Files.createDirectories(file.getParent());

    // When
    Files.writeString(file, "We met on Monday.");

    // Then
    assertThat(awaitNodesOf("notes/monday.txt", text -> text.contains("Monday")))
        .extracting(Node::getText)
        .containsExactly("We met on Monday.");
  }

  @Test
  void aChangedFileIsReadAgain() throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("changed.txt"), "We met on Monday.");
    awaitNodesOf("changed.txt", text -> text.contains("Monday"));

    // When
    Files.writeString(file, "We met on Tuesday instead.");

    // Then
    assertThat(awaitNodesOf("changed.txt", text -> text.contains("Tuesday")))
        .extracting(Node::getText)
        .containsExactly("We met on Tuesday instead.");
  }

  @Test
  void aRemovedFileTakesItsNodesWithIt() throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("removed.txt"), "We met on Sunday.");
    awaitNodesOf("removed.txt", text -> text.contains("Sunday"));

    // When
    Files.delete(file);

    // Then
    awaitNodes("watched", found -> ofDocument("removed.txt", found).isEmpty());
  }

  @Test
  void saysThatItIsUp() {
    // When, then
    given().when().get("/q/health").then().statusCode(200).body("status", equalTo("UP"));
  }

  @Test
  void countsDocumentsAndNodesByCollection() {
    // When
    put("metered", "a.txt", "Some text.");

    // Then
    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () ->
                assertThat(given().when().get("/q/metrics").asString())
                    .contains("retune_ingest_documents_parsed_total{collection=\"metered\"} 1.0")
                    .contains("retune_ingest_nodes_emitted_total{collection=\"metered\"} 1.0")
                    .contains("retune_ingest_parse_seconds_count{collection=\"metered\"} 1"));
  }

  private static void put(String collection, String document, String text) {
    given()
        .body(text.getBytes(UTF_8))
        .when()
        .put("/collections/" + collection + "/documents/" + document);
  }

  private List<Node> awaitNodesOf(String document, Predicate<String> text) {
    return ofDocument(
        document,
        awaitNodes(
            "watched",
            found -> ofDocument(document, found).stream().map(Node::getText).anyMatch(text)));
  }

  private static List<Node> ofDocument(String document, List<Node> nodes) {
    return nodes.stream().filter(node -> node.getDocumentId().equals(document)).toList();
  }

  /** The nodes that a collection has now, once they meet the condition after its first change. */
  private List<Node> awaitNodes(String collection, Predicate<List<Node>> condition) {
    try (TopicReader<Node> reader = new TopicReader<>(bootstrap, Topics.NODES, TIMEOUT)) {
      List<ConsumerRecord<String, byte[]>> records =
          reader.awaitRecords(
              all ->
                  all.stream().anyMatch(record -> isOf(collection, record))
                      && condition.test(current(reader, collection, all)));
      return current(reader, collection, records);
    }
  }

  private List<ConsumerRecord<String, byte[]>> records(String collection) {
    try (TopicReader<Node> reader = new TopicReader<>(bootstrap, Topics.NODES, TIMEOUT)) {
      return reader
          .awaitRecords(all -> all.stream().anyMatch(record -> isOf(collection, record)))
          .stream()
          .filter(record -> isOf(collection, record))
          .toList();
    }
  }

  private static List<Node> current(
      TopicReader<Node> reader,
      String collection,
      Collection<ConsumerRecord<String, byte[]>> records) {
    Map<String, Node> nodes = new LinkedHashMap<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      if (!isOf(collection, record)) {
        continue;
      }
      if (record.value() == null) {
        nodes.remove(record.key());
      } else {
        nodes.put(record.key(), reader.message(record));
      }
    }
    return List.copyOf(nodes.values());
  }

  private static boolean isOf(String collection, ConsumerRecord<String, byte[]> record) {
    return record.key().startsWith(collection + "/");
  }

  /** A folder of its own, and a limit that a test can reach. */
  public static class Settings implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      try {
        Path folder = Files.createTempDirectory("retune-ingest-test");
        return Map.of(
            "retune.ingest.folder.path",
            Files.createDirectory(folder.resolve("watched")).toString(),
            "retune.ingest.folder.collection",
            "watched",
            "retune.ingest.folder.interval",
            "200ms",
            "retune.state-dir",
            folder.resolve("state").toString(),
            "retune.ingest.folder.max-deleted-share",
            "1",
            "retune.ingest.source.max-document-size",
            LIMIT + "",
            "retune.ingest.parse.processes",
            "3",
            "kafka-streams.commit.interval.ms",
            "100");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
