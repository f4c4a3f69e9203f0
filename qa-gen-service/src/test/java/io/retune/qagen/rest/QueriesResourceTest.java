package io.retune.qagen.rest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.retune.schemas.Topic;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Query;
import io.retune.schemas.v1.Question;
import io.retune.testing.KafkaBrokerResource;
import io.retune.testing.TopicReader;
import io.retune.testing.TopicWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KafkaBrokerResource.class)
class QueriesResourceTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Test
  void aQuestionAskedByRestBecomesAQuestionWithoutANode() {
    // When
    Response response = post("sea", "{\"text\": \" When is high tide? \"}");

    // Then
    assertThat(response.statusCode()).isEqualTo(202);
    String id = response.jsonPath().getString("ids[0]");
    try (TopicReader<QaPairs> reader = new TopicReader<>(bootstrap, Topics.QA_PAIRS, TIMEOUT)) {
      QaPairs qaPairs = reader.message(await(reader, record -> record.key().equals("sea/" + id)));
      assertThat(qaPairs.hasNode()).isFalse();
      assertThat(qaPairs.getQuestionsList())
          .containsExactly(
              Question.newBuilder()
                  .setQuestionId(id)
                  .setText("When is high tide?")
                  .setOrigin(Origin.ORIGIN_UNLABELLED)
                  .setGenerator("queries")
                  .build());
    }
  }

  @Test
  void takesAListAndGivesEqualTextsEqualIds() {
    // When
    Response response =
        post(
            "sea",
            "[{\"text\": \"Who fishes?\"}, {\"text\": \"Who sails?\"}, {\"text\": \"Who fishes?\"}]");

    // Then
    List<String> ids = response.jsonPath().getList("ids");
    assertThat(ids).hasSize(3).doesNotContainNull();
    assertThat(ids.get(0)).isEqualTo(ids.get(2)).isNotEqualTo(ids.get(1));
  }

  @Test
  void takesMoreQueriesThanAreSentAtOnce() {
    // Given
    String body = "{\"text\": \"Which ship number %d?\"}";
    String list =
        java.util.stream.IntStream.range(0, 1000)
            .mapToObj(body::formatted)
            .collect(java.util.stream.Collectors.joining(",", "[", "]"));

    // When
    Response response = post("fleet", list);

    // Then
    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.jsonPath().getList("ids")).hasSize(1000).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"text\": \" \"}",
        "{\"text\": 7}",
        "\"text\"",
        "[{\"text\": \"good\"}, {}]"
      })
  void refusesWhatIsNoQuery(String body) {
    // When
    Response response = post("sea", body);

    // Then
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.jsonPath().getString("detail")).isNotBlank();
  }

  @Test
  void refusesACollectionThatCannotBe() {
    // When, then
    given()
        .contentType(ContentType.JSON)
        .body("{\"text\": \"Who?\"}")
        .post("/collections/{c}/queries", "No Such")
        .then()
        .statusCode(400)
        .body("detail", containsString("No Such"));
  }

  @Test
  void queriesComeStraightFromTheTopicToo() {
    // Given
    Query query = Query.newBuilder().setText("Where is the pier?").build();

    // When
    try (TopicWriter writer = new TopicWriter(bootstrap)) {
      writer.writeBytes(Topics.QUERIES, "sea/bad", "no protobuf".getBytes(UTF_8));
      writer.write(Topics.QUERIES, "sea/app-17", query);
      writer.delete(Topics.QUERIES, "sea/app-16");
    }

    // Then
    try (TopicReader<QaPairs> reader = new TopicReader<>(bootstrap, Topics.QA_PAIRS, TIMEOUT)) {
      QaPairs qaPairs =
          reader.message(await(reader, record -> record.key().equals("sea/query-app-17")));
      assertThat(qaPairs.getQuestions(0).getText()).isEqualTo("Where is the pier?");
      assertThat(await(reader, record -> record.key().equals("sea/query-app-16")).value()).isNull();
    }
    Topic<Query> dead = Topics.deadLetters("qa-gen", Topics.QUERIES);
    try (TopicReader<Query> reader = new TopicReader<>(bootstrap, dead, TIMEOUT)) {
      assertThat(await(reader, record -> record.key().equals("sea/bad"))).isNotNull();
    }
  }

  private static Response post(String collection, String body) {
    return given()
        .contentType(ContentType.JSON)
        .body(body)
        .post("/collections/{c}/queries", collection);
  }

  private static ConsumerRecord<String, byte[]> await(
      TopicReader<?> reader, Predicate<ConsumerRecord<String, byte[]>> wanted) {
    return reader.awaitRecords(read -> read.stream().anyMatch(wanted)).stream()
        .filter(wanted)
        .findFirst()
        .orElseThrow();
  }
}
