package io.retune.ingest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.retune.ingest.source.web.WebSite;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.DocumentHeader;
import io.retune.schemas.EntryKey;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.FeedState;
import io.retune.schemas.v1.Node;
import io.retune.testing.KafkaBrokerResource;
import io.retune.testing.TopicReader;
import io.retune.testing.TopicWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(IngestServiceTest.Settings.class)
@QuarkusTestResource(KafkaBrokerResource.class)
@QuarkusTestResource(WebSiteResource.class)
class FeedsServiceTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  WebSite site;

  @Test
  void aPageOfASitemapIsADocumentForAsLongAsItIsThere() {
    // Given
    site.has("/tides", "<html><body><p>The tide is high at noon.</p></body></html>");
    lists("1", "/tides");
    awaitNodes("fed/", texts -> texts.contains("The tide is high at noon."));
    site.has("/tides", "<html><body><p>The tide is low at noon.</p></body></html>");
    awaitNodes("fed/", texts -> texts.contains("The tide is low at noon."));

    // When
    lists("2");

    // Then
    assertThat(awaitNodes("fed/", List::isEmpty)).isEmpty();
    try (TopicReader<FeedState> states = new TopicReader<>(bootstrap, Topics.FEEDS, TIMEOUT)) {
      assertThat(states.awaitRecords(1).get(0).key()).isEqualTo("fed/site");
    }
  }

  @Test
  void saysHowEachFeedStands() {
    // When, then
    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () ->
                given()
                    .get("/feeds")
                    .then()
                    .statusCode(200)
                    .body("feed", equalTo(List.of("site")))
                    .body("[0].kind", equalTo("sitemap"))
                    .body("[0].polled_here", equalTo(true))
                    .body("[0].collection", equalTo("fed")));
  }

  @Test
  void aRecordOfAnotherSystemIsADocument() {
    // Given
    try (TopicWriter writer = new TopicWriter(bootstrap)) {
      writer.writeBytes(
          Topics.RECORDS,
          "{\"id\": 7}",
          "{\"before\": null, \"after\": {\"id\": 7, \"text\": \"A row of a table.\"}, \"source\": {}, \"op\": \"c\"}"
              .getBytes(UTF_8));
      awaitNodes("default/", texts -> texts.contains("A row of a table."));

      // When
      writer.writeBytes(Topics.RECORDS, "{\"id\": 7}", null);
    }

    // Then
    assertThat(awaitNodes("default/", texts -> !texts.contains("A row of a table.")))
        .doesNotContain("A row of a table.");
  }

  @Test
  void aRecordThatNothingCanBeMadeOfIsADeadLetterWithItsReason() {
    // Given
    byte[] avro = {0, 0, 0, 0, 42, 2, 14};

    // When
    try (TopicWriter writer = new TopicWriter(bootstrap)) {
      writer.writeBytes(Topics.RECORDS, "avro", avro);
    }

    // Then
    try (TopicReader<?> letters =
        new TopicReader<>(bootstrap, Topics.deadLetters("ingest", Topics.RECORDS), TIMEOUT)) {
      ConsumerRecord<String, byte[]> letter = letters.awaitRecords(1).get(0);
      assertThat(letter.value()).isEqualTo(avro);
      assertThat(DeadLetter.read(letter.headers()).orElseThrow().reason())
          .startsWith("the value begins with a schema registry's magic byte and schema 42");
      assertThat(DocumentHeader.read(letter.headers())).contains(new EntryKey("default", "avro"));
    }
    given().get("/records").then().statusCode(200).body("dead_letters", equalTo(1));
  }

  private void lists(String version, String... paths) {
    site.has(
        WebSiteResource.SITEMAP,
        "text/xml",
        '"' + version + '"',
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"
            + Arrays.stream(paths)
                .map(path -> "<url><loc>" + site.at(path) + "</loc></url>")
                .collect(Collectors.joining())
            + "</urlset>");
  }

  /** The texts of a collection's nodes, once they meet the condition after its first change. */
  private List<String> awaitNodes(String prefix, Predicate<List<String>> condition) {
    try (TopicReader<Node> reader = new TopicReader<>(bootstrap, Topics.NODES, TIMEOUT)) {
      List<ConsumerRecord<String, byte[]>> records =
          reader.awaitRecords(
              all ->
                  all.stream().anyMatch(record -> record.key().startsWith(prefix))
                      && condition.test(texts(reader, prefix, all)));
      return texts(reader, prefix, records);
    }
  }

  private static List<String> texts(
      TopicReader<Node> reader, String prefix, Collection<ConsumerRecord<String, byte[]>> records) {
    Map<String, String> texts = new TreeMap<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      if (record.key().startsWith(prefix)) {
        if (record.value() == null) {
          texts.remove(record.key());
        } else {
          texts.put(record.key(), reader.message(record).getText());
        }
      }
    }
    return List.copyOf(texts.values());
  }
}
