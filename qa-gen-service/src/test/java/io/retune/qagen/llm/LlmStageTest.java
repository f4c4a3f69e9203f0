package io.retune.qagen.llm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
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
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(LlmStageTest.WithLanguageModel.class)
class LlmStageTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final String CHAT = "/v1/chat/completions";

  /** Of the request that a working model always answers. */
  private static final String PROBE = "short question about the sea";

  WireMockServer server;

  @Inject MeterRegistry meters;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @BeforeEach
  void forgetEarlierAnswers() {
    server.resetAll();
    server.stubFor(about(PROBE).willReturn(answer("How deep is the sea?")));
  }

  @Test
  void addsTheModelsQuestionsToTheLocalOnes() {
    // Given
    server.stubFor(
        about("orchard")
            .willReturn(
                answer(
                    "1. When are the apples picked?\n2. Who prunes the trees?\n3. Where is the cider pressed?")));

    // When
    write("farm/orchard", "orchard");

    // Then
    List<Question> questions = awaitQaPairs("farm/orchard").getQuestionsList();
    assertThat(written(questions))
        .containsExactly(
            "When are the apples picked?", "Who prunes the trees?", "Where is the cider pressed?");
    assertThat(questions)
        .filteredOn(question -> question.getOrigin() == Origin.ORIGIN_LLM)
        .extracting(Question::getGenerator)
        .containsOnly("small-model");
    assertThat(questions)
        .filteredOn(question -> question.getOrigin() == Origin.ORIGIN_LOCAL)
        .hasSizeGreaterThan(5);
    server.verify(
        postRequestedFor(urlEqualTo(CHAT))
            .withHeader("Authorization", equalTo("Bearer not-a-real-key")));
  }

  @Test
  void countsTokensAndTheirPrice() {
    // Given
    server.stubFor(about("meadow").willReturn(answer("What grows in the wet meadow?")));
    double inputBefore = tokens("input");
    double costBefore = cost();

    // When
    write("farm/meadow", "meadow");

    // Then
    awaitQaPairs("farm/meadow");
    assertThat(tokens("input") - inputBefore).isEqualTo(200);
    // 200 tokens at 0.5 a thousand and 30 at 2 a thousand.
    assertThat(cost() - costBefore).isCloseTo(0.16, offset(1e-9));
  }

  @Test
  void takesNoPreambleForAQuestionAndNoMoreThanAskedFor() {
    // Given
    server.stubFor(
        about("barn")
            .willReturn(
                answer(
                    "Sure! Here are the questions:\n\n- Which roof does the barn have?\n- How old is the barn?\n- What is stored there?\n- Is it heated?\n\nWould this help?")));

    // When
    write("farm/barn", "barn");

    // Then
    assertThat(written(awaitQaPairs("farm/barn").getQuestionsList()))
        .containsExactly(
            "Which roof does the barn have?", "How old is the barn?", "What is stored there?");
  }

  @Test
  void keepsLocalQuestionsWhereTheModelAnswersNonsense() {
    // Given
    server.stubFor(about("pond").willReturn(answer("banana banana banana")));

    // When
    write("farm/pond", "pond");

    // Then
    assertThat(awaitQaPairs("farm/pond").getQuestionsList()).isNotEmpty();
    assertThat(awaitDeadLetter("farm/pond").reason())
        .isEqualTo("the language model's answer holds no question");
    server.verify(1, postRequestedFor(urlEqualTo(CHAT)).withRequestBody(containing("pond")));
  }

  @Test
  void putsOnlyTheNodeAsideThatTheServerRefuses() {
    // Given
    server.stubFor(about("mill").willReturn(aResponse().withStatus(400)));
    server.stubFor(about("weir").willReturn(answer("How high is the weir?")));

    // When
    write("farm/mill", "mill");
    write("farm/weir", "weir");

    // Then
    assertThat(awaitDeadLetter("farm/mill").reason())
        .isEqualTo("the language model's server refused the request (400)");
    assertThat(written(awaitQaPairs("farm/mill").getQuestionsList())).isEmpty();
    assertThat(written(awaitQaPairs("farm/weir").getQuestionsList()))
        .containsExactly("How high is the weir?");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 429, 503})
  void waitsForAServerThatServesNothingAndSaysSo(int status) {
    // Given
    String subject = "tower-" + status;
    server.stubFor(about(subject).willReturn(aResponse().withStatus(status)));
    server.stubFor(about(PROBE).willReturn(aResponse().withStatus(status)));
    write("farm/" + subject, subject);
    awaitOutage(Integer.toString(status));

    // When
    server.stubFor(about(subject).willReturn(answer("How high is the tower?")));

    // Then
    assertThat(written(awaitQaPairs("farm/" + subject).getQuestionsList()))
        .containsExactly("How high is the tower?");
    assertThat(deadLetters("farm/" + subject)).isEmpty();
    await().untilAsserted(() -> get("/asking").then().body("waiting", nullValue()));
  }

  @Test
  void waitsWhereEveryAnswerIsNonsense() {
    // Given
    server.stubFor(about("swamp").willReturn(answer("banana")));
    server.stubFor(about(PROBE).willReturn(answer("banana")));
    write("farm/swamp", "swamp");
    awaitOutage("holds no question");

    // When
    server.stubFor(about("swamp").willReturn(answer("How deep is the swamp?")));

    // Then
    assertThat(written(awaitQaPairs("farm/swamp").getQuestionsList()))
        .containsExactly("How deep is the swamp?");
    assertThat(deadLetters("farm/swamp")).isEmpty();
  }

  @Test
  void triesAgainAfterTheWaitThatABusyServerAsksFor() {
    // Given
    server.stubFor(
        about("stable")
            .inScenario("busy")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("free")
            .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "1")));
    server.stubFor(
        about("stable")
            .inScenario("busy")
            .whenScenarioStateIs("free")
            .willReturn(answer("How many horses are in the stable?")));

    // When
    write("farm/stable", "stable");

    // Then
    assertThat(written(awaitQaPairs("farm/stable").getQuestionsList()))
        .containsExactly("How many horses are in the stable?");
    assertThat(timesOfCalls()).hasSize(2);
    assertThat(timesOfCalls().get(1) - timesOfCalls().get(0)).isGreaterThanOrEqualTo(1000);
  }

  @Test
  void asksNothingAboutACollectionThatIsToStayPrivate() {
    // Given
    server.stubFor(about("diary").willReturn(answer("What does the diary say?")));

    // When
    write("private/diary", "diary");

    // Then
    assertThat(written(awaitQaPairs("private/diary").getQuestionsList())).isEmpty();
    assertThat(timesOfCalls()).isEmpty();
  }

  private void awaitOutage(String reason) {
    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () ->
                get("/asking")
                    .then()
                    .statusCode(200)
                    .body("language_model", is("small-model"))
                    .body("waiting.dependency", is("language model"))
                    .body("waiting.reason", containsString(reason)));
    get("/q/health/ready").then().statusCode(200).body(containsString("WAITING since"));
    get("/q/health/live").then().statusCode(200);
    assertThat(meters.get("retune.outage").tag("dependency", "language-model").gauge().value())
        .isPositive();
  }

  private List<ConsumerRecord<String, byte[]>> deadLetters(String key) {
    Topic<Node> topic = Topics.deadLetters("qa-gen", Topics.NODES);
    try (TopicReader<Node> reader = new TopicReader<>(bootstrap, topic, TIMEOUT)) {
      return reader.awaitRecords(0).stream().filter(record -> record.key().equals(key)).toList();
    }
  }

  private List<Long> timesOfCalls() {
    return server.getAllServeEvents().stream()
        .map(event -> event.getRequest().getLoggedDate().getTime())
        .sorted()
        .toList();
  }

  private static MappingBuilder about(String subject) {
    return post(urlEqualTo(CHAT)).withRequestBody(containing(subject));
  }

  private static ResponseDefinitionBuilder answer(String text) {
    Map<String, Object> body =
        Map.of(
            "id",
            "answer-1",
            "object",
            "chat.completion",
            "created",
            1,
            "model",
            "small-model",
            "choices",
            List.of(
                Map.of(
                    "index",
                    0,
                    "finish_reason",
                    "stop",
                    "message",
                    Map.of("role", "assistant", "content", text))),
            "usage",
            Map.of("prompt_tokens", 200, "completion_tokens", 30, "total_tokens", 230));
    try {
      return aResponse()
          .withHeader("Content-Type", "application/json")
          .withBody(new ObjectMapper().writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private double tokens(String direction) {
    return meters
        .counter("retune.qa-gen.llm.tokens", "model", "small-model", "direction", direction)
        .count();
  }

  private double cost() {
    return meters.counter("retune.qa-gen.llm.cost", "model", "small-model").count();
  }

  private static List<String> written(List<Question> questions) {
    return questions.stream()
        .filter(question -> question.getOrigin() == Origin.ORIGIN_LLM)
        .map(Question::getText)
        .toList();
  }

  private void write(String key, String subject) {
    Node node =
        Node.newBuilder()
            .setNodeId(key.substring(key.indexOf('/') + 1))
            .setText(
                "The %s lies behind the house. In spring it is repaired, and in autumn it is cleaned before the first frost comes. "
                        .formatted(subject)
                    + "Two people look after it, and a third one keeps the books of the whole farm.")
            .setLanguage("en")
            .build();
    try (TopicWriter writer = new TopicWriter(bootstrap)) {
      writer.write(Topics.NODES, key, node);
    }
  }

  private QaPairs awaitQaPairs(String key) {
    try (TopicReader<QaPairs> reader = new TopicReader<>(bootstrap, Topics.QA_PAIRS, TIMEOUT)) {
      return reader.message(record(reader, key));
    }
  }

  private DeadLetter awaitDeadLetter(String key) {
    Topic<Node> topic = Topics.deadLetters("qa-gen", Topics.NODES);
    try (TopicReader<Node> reader = new TopicReader<>(bootstrap, topic, TIMEOUT)) {
      return DeadLetter.read(record(reader, key).headers()).orElseThrow();
    }
  }

  private static ConsumerRecord<String, byte[]> record(TopicReader<?> reader, String key) {
    return reader
        .awaitRecords(read -> read.stream().anyMatch(record -> record.key().equals(key)))
        .stream()
        .filter(record -> record.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  /** A language model beside the local generator. */
  public static final class WithLanguageModel implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(
          new TestResourceEntry(KafkaBrokerResource.class), new TestResourceEntry(LlmServer.class));
    }
  }
}
