package io.retune.qagen;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.Topic;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Question;
import io.retune.testing.KafkaBrokerResource;
import io.retune.testing.TopicReader;
import io.retune.testing.TopicWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Feedback in at both doors, and the questions that are made of it. */
@QuarkusTest
@TestProfile(FeedbackServiceTest.Impatient.class)
@QuarkusTestResource(KafkaBrokerResource.class)
class FeedbackServiceTest {
  /** Looks ten times a second. */
  public static final class Impatient implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      try {
        return Map.of(
            "retune.qa-gen.feedback.every",
            "100ms",
            "retune.state-dir",
            Files.createTempDirectory("retune-feedback-").toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Test
  void aThumbUpMakesARealQuestionOfTheNodeAndAThumbDownTakesItBack() {
    // Given
    node("thumbs/n1", "The keeper records the height of the tide every morning.");
    post("thumbs", query("q-1", "Who watches the tide?", "n1")).statusCode(202);
    post("thumbs", event("q-1", "thumb_up", "n1", "2026-11-28T10:00:00Z"))
        .statusCode(202)
        .body("recorded", equalTo(1));
    QaPairs up = await("thumbs/n1", pairs -> found(pairs).size() == 1);

    // When
    post("thumbs", event("q-1", "thumb_down", "n1", "2026-11-28T10:01:00Z")).statusCode(202);

    // Then
    QaPairs down = awaitAfter("thumbs/n1", up);
    assertThat(found(up))
        .singleElement()
        .satisfies(
            question -> {
              assertThat(question.getText()).isEqualTo("Who watches the tide?");
              assertThat(question.getOrigin()).isEqualTo(Origin.ORIGIN_HUMAN);
              assertThat(question.getGenerator()).isEqualTo("thumbs");
            });
    assertThat(found(down)).isEmpty();
    assertThat(down.getQuestionsList())
        .isNotEmpty()
        .isEqualTo(up.getQuestionsList().subList(0, up.getQuestionsCount() - 1));
  }

  @Test
  void whatComesByTheTopicCountsTheSameAndABadRecordIsOneDeadLetter() {
    // Given: the node comes last of all
    try (TopicWriter writer = new TopicWriter(bootstrap)) {
      writer.writeBytes(Topics.FEEDBACK, "any key", bytes("{\"user_query\": 7}"));
      writer.writeBytes(
          Topics.FEEDBACK, "q-2", bytes(event("q-2", "thumb_up", "n2", "2026-11-28T10:00:00Z")));
      writer.writeBytes(Topics.FEEDBACK, "q-2", bytes(query("q-2", "When do ships pass?", "n2")));
    }
    awaitRecord(Topics.FEEDBACK_QUESTIONS, record -> record.key().equals("default/n2"));

    // When
    node("default/n2", "Ships pass the strait at high water only.");

    // Then
    QaPairs pairs = await("default/n2", any -> true);
    assertThat(found(pairs)).extracting(Question::getText).containsExactly("When do ships pass?");
    try (TopicReader<?> reader =
        new TopicReader<>(bootstrap, Topics.deadLetters("qa-gen", Topics.FEEDBACK), TIMEOUT)) {
      assertThat(reader.awaitRecords(1))
          .singleElement()
          .satisfies(
              record -> {
                assertThat(record.key()).isEqualTo("any key");
                assertThat(DeadLetter.read(record.headers()).orElseThrow().reason())
                    .isEqualTo("'user_query' is no text");
              });
    }
  }

  @Test
  void refusesWhatItCannotUseAndRecordsNoneOfIt() {
    // Given
    String list =
        "[" + query("q-3", "Why?", "n3") + ", {\"action_name\": \"click\", \"query_id\": \"q-3\"}]";

    // When, Then
    post("refused", list)
        .statusCode(400)
        .body("detail", equalTo("no 'event_attributes.object.object_id' of 1 to 256 characters"));
    given().get("/collections/refused/feedback").then().statusCode(404);
  }

  private static ValidatableResponse post(String collection, String json) {
    return given()
        .contentType(ContentType.JSON)
        .body(json)
        .post("/collections/{collection}/feedback", collection)
        .then();
  }

  private void node(String key, String text) {
    Node node =
        Node.newBuilder()
            .setCollection(key.substring(0, key.indexOf('/')))
            .setNodeId(key.substring(key.indexOf('/') + 1))
            .setText(text)
            .build();
    try (TopicWriter writer = new TopicWriter(bootstrap)) {
      writer.write(Topics.NODES, key, node);
    }
  }

  private static String query(String id, String text, String hit) {
    return """
        {"query_id": "%s", "client_id": "browser", "user_query": "%s",
         "query_response_hit_ids": ["%s"], "query_attributes": {"adapter_version": 3}}"""
        .formatted(id, text, hit);
  }

  private static String event(String id, String action, String node, String time) {
    return """
        {"query_id": "%s", "client_id": "browser", "action_name": "%s", "timestamp": "%s",
         "event_attributes": {"object": {"object_id": "%s"}}}"""
        .formatted(id, action, time, node);
  }

  private static List<Question> found(QaPairs pairs) {
    return pairs.getQuestionsList().stream()
        .filter(question -> question.getQuestionId().startsWith("feedback-"))
        .toList();
  }

  private QaPairs await(String key, Predicate<QaPairs> wanted) {
    try (TopicReader<QaPairs> reader = new TopicReader<>(bootstrap, Topics.QA_PAIRS, TIMEOUT)) {
      return reader
          .awaitRecords(
              records ->
                  records.stream()
                      .anyMatch(
                          record ->
                              record.key().equals(key) && wanted.test(reader.message(record))))
          .stream()
          .filter(record -> record.key().equals(key))
          .map(reader::message)
          .filter(wanted)
          .reduce((first, last) -> last)
          .orElseThrow();
    }
  }

  private QaPairs awaitAfter(String key, QaPairs before) {
    try (TopicReader<QaPairs> reader = new TopicReader<>(bootstrap, Topics.QA_PAIRS, TIMEOUT)) {
      List<QaPairs> all =
          reader
              .awaitRecords(
                  records -> {
                    List<QaPairs> ofKey =
                        records.stream()
                            .filter(record -> record.key().equals(key))
                            .map(reader::message)
                            .toList();
                    int at = ofKey.indexOf(before);
                    return at >= 0 && at < ofKey.size() - 1;
                  })
              .stream()
              .filter(record -> record.key().equals(key))
              .map(reader::message)
              .toList();
      return all.get(all.size() - 1);
    }
  }

  private void awaitRecord(Topic<?> topic, Predicate<ConsumerRecord<String, byte[]>> wanted) {
    try (TopicReader<?> reader = new TopicReader<>(bootstrap, topic, TIMEOUT)) {
      reader.awaitRecords(records -> records.stream().anyMatch(wanted));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
