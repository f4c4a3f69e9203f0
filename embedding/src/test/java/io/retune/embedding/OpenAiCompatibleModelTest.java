package io.retune.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenAiCompatibleModelTest {

  private static final String KEY = "sk-very-secret";

  private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private IntFunction<Answer> answers = request -> Answer.vectors();

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/embeddings", this::answer);
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  @Test
  void asksForTheModelWithTheKeyAndGivesUnitVectorsInOrder() {
    // Given
    OpenAiCompatibleModel model = open(settings(16, 0, 8191), LongTextRule.MEAN);

    // When
    float[][] vectors = model.embedDocuments(List.of("a", "bbb"));

    // Then: the server answers (length, 4) for a text.
    assertThat(vectors[0]).containsExactly(unit(1, 4));
    assertThat(vectors[1]).containsExactly(unit(3, 4));
    assertThat(requests).hasSize(1);
    assertThat(requests.get(0).get("model").asText()).isEqualTo("some-model");
    assertThat(requests.get(0).get("dimensions").asInt()).isEqualTo(2);
    assertThat(authorizations).containsExactly("Bearer " + KEY);
    assertThat(model.tokensProcessed()).isEqualTo(2);
  }

  @Test
  void putsThePrefixBeforeQueriesOnly() {
    // Given
    OpenAiCompatibleModel model = open(settings(16, 0, 8191), LongTextRule.MEAN);

    // When
    model.embedQueries(List.of("why"));
    model.embedDocuments(List.of("because"));

    // Then
    assertThat(requests.get(0).get("input").get(0).asText()).isEqualTo("query: why");
    assertThat(requests.get(1).get("input").get(0).asText()).isEqualTo("because");
  }

  @Test
  void sendsNoMoreTextsAtOnceThanAllowed() {
    // Given
    OpenAiCompatibleModel model = open(settings(2, 0, 8191), LongTextRule.MEAN);

    // When
    model.embedDocuments(List.of("a", "b", "c", "d", "e"));

    // Then
    assertThat(requests.stream().map(request -> request.get("input").size()))
        .containsExactly(2, 2, 1);
  }

  @Test
  void weighsTheWindowsOfALongTextByTheirTokens() {
    // Given: ten tokens fit, so twelve words are windows of ten and of two.
    OpenAiCompatibleModel model = open(settings(16, 0, 10), LongTextRule.MEAN);
    String text = "aa ".repeat(10) + "b b";

    // When
    float[] vector = model.embedDocuments(List.of(text))[0];

    // Then
    float[] first = unit(29, 4);
    float[] second = unit(3, 4);
    assertThat(vector)
        .containsExactly(
            unit(10.0 * first[0] + 2.0 * second[0], 10.0 * first[1] + 2.0 * second[1]));
    assertThat(requests.get(0).get("input")).hasSize(2);
  }

  @Test
  void embedsTheBeginningOnlyWhereTruncationIsChosen() {
    // Given
    OpenAiCompatibleModel model = open(settings(16, 0, 10), LongTextRule.TRUNCATE);
    String text = "aa ".repeat(10) + "b b";

    // When
    model.embedDocuments(List.of(text));

    // Then
    assertThat(requests.get(0).get("input").get(0).asText()).isEqualTo("aa ".repeat(10).strip());
    assertThat(requests.get(0).get("input")).hasSize(1);
  }

  @Test
  void triesAgainWhenTheServerIsBusy() {
    // Given
    answers =
        request -> request == 1 ? new Answer(429, "{\"error\":\"slow down\"}") : Answer.vectors();
    OpenAiCompatibleModel model = open(settings(16, 1, 8191), LongTextRule.MEAN);

    // When
    float[][] vectors = model.embedDocuments(List.of("a"));

    // Then
    assertThat(vectors[0]).containsExactly(unit(1, 4));
    assertThat(requests).hasSize(2);
  }

  @Test
  void givesUpAfterTheRetriesAndSaysThatItMayPass() {
    // Given
    answers = request -> new Answer(503, "{\"error\":\n\"overloaded\"}");
    OpenAiCompatibleModel model = open(settings(16, 1, 8191), LongTextRule.MEAN);

    // When
    EmbeddingException failure =
        catchThrowableOfType(EmbeddingException.class, () -> model.embedDocuments(List.of("a")));

    // Then
    assertThat(failure.isWorthRetrying()).isTrue();
    assertThat(failure.getMessage()).contains("some-model", "overloaded").doesNotContain("\n");
    assertThat(requests).hasSize(2);
  }

  @Test
  void doesNotTryAgainWithAWrongKeyAndKeepsTheKeyToItself() {
    // Given
    answers = request -> new Answer(401, "{\"error\":\"Incorrect API key provided: " + KEY + "\"}");
    OpenAiCompatibleModel model = open(settings(16, 3, 8191), LongTextRule.MEAN);

    // When
    EmbeddingException failure =
        catchThrowableOfType(EmbeddingException.class, () -> model.embedDocuments(List.of("a")));

    // Then
    assertThat(failure.isWorthRetrying()).isFalse();
    assertThat(failure).hasMessageContaining("Incorrect API key provided: ***").hasNoCause();
    assertThat(requests).hasSize(1);
  }

  @Test
  void givesUpOnAServerThatDoesNotAnswerInTime() {
    // Given
    answers = request -> null;
    OpenAiCompatibleModel model = open(impatient(), LongTextRule.MEAN);

    // When
    EmbeddingException failure =
        catchThrowableOfType(EmbeddingException.class, () -> model.embedDocuments(List.of("a")));

    // Then
    assertThat(failure.isWorthRetrying()).isTrue();
  }

  @Test
  void refusesVectorsOfAnotherDimension() {
    // Given
    answers = request -> new Answer(200, "{\"data\":[{\"index\":0,\"embedding\":[1,2,3]}]}");
    OpenAiCompatibleModel model = open(settings(16, 0, 8191), LongTextRule.MEAN);

    // When / Then
    assertThatThrownBy(() -> model.embedDocuments(List.of("a")))
        .isInstanceOf(EmbeddingException.class)
        .hasMessageContaining("3 dimensions instead of 2");
  }

  @Test
  void asksTheServerForTheDimensionWhereNoneIsGiven() {
    // Given
    OpenAiCompatibleSettings settings = settings(16, 0, 8191, OptionalInt.empty());

    // When
    OpenAiCompatibleModel model = open(settings, LongTextRule.MEAN);

    // Then
    assertThat(model.dimension()).isEqualTo(2);
    assertThat(requests.get(0).has("dimensions")).isFalse();
  }

  @Test
  void changesItsFingerprintWithTheLongTextRule() {
    // Given
    OpenAiCompatibleSettings settings = settings(16, 0, 8191);

    // When
    String mean = open(settings, LongTextRule.MEAN).fingerprint();

    // Then
    assertThat(mean)
        .isEqualTo(open(settings, LongTextRule.MEAN).fingerprint())
        .isNotEqualTo(open(settings, LongTextRule.TRUNCATE).fingerprint());
  }

  @Test
  void changesItsFingerprintWithTheGenerationButForTheFirst() {
    // Given
    OpenAiCompatibleSettings first = settings(16, 0, 8191);
    OpenAiCompatibleSettings second =
        new OpenAiCompatibleSettings(
            first.baseUrl(),
            first.apiKey(),
            first.modelName(),
            first.dimensions(),
            first.batchSize(),
            first.timeout(),
            first.retries(),
            first.maxTokens(),
            first.bytesPerToken(),
            first.queryPrefix(),
            first.documentPrefix(),
            2);

    // When
    String fingerprint = open(second, LongTextRule.MEAN).fingerprint();

    // Then: the first one's is that of before there were generations.
    assertThat(open(first, LongTextRule.MEAN).fingerprint())
        .isEqualTo("c0c86ad502940d61517637d3f5b97e0efce51639328aef922ee27b6f94ed9f0a")
        .isNotEqualTo(fingerprint);
  }

  private OpenAiCompatibleModel open(OpenAiCompatibleSettings settings, LongTextRule longText) {
    return OpenAiCompatibleModel.open(settings, longText);
  }

  private OpenAiCompatibleSettings settings(int batchSize, int retries, int maxTokens) {
    return settings(batchSize, retries, maxTokens, OptionalInt.of(2));
  }

  private OpenAiCompatibleSettings impatient() {
    return settings(16, 0, 8191, OptionalInt.of(2), Duration.ofMillis(500));
  }

  private OpenAiCompatibleSettings settings(
      int batchSize, int retries, int maxTokens, OptionalInt dimensions) {
    return settings(batchSize, retries, maxTokens, dimensions, Duration.ofSeconds(60));
  }

  private OpenAiCompatibleSettings settings(
      int batchSize, int retries, int maxTokens, OptionalInt dimensions, Duration timeout) {
    return new OpenAiCompatibleSettings(
        URI.create("http://localhost:" + server.getAddress().getPort() + "/v1"),
        KEY,
        "some-model",
        dimensions,
        batchSize,
        timeout,
        retries,
        maxTokens,
        4,
        "query: ",
        "",
        1);
  }

  private static float[] unit(double first, double second) {
    double length = Math.sqrt(first * first + second * second);
    return new float[] {(float) (first / length), (float) (second / length)};
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode request = new ObjectMapper().readTree(exchange.getRequestBody());
    requests.add(request);
    authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
    Answer answer = answers.apply(requests.size());
    if (answer == null) {
      return;
    }
    byte[] body = answer.body(request).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /**
   * @param text null: a vector (length of the text, 4) for each
   */
  private record Answer(int status, String text) {

    static Answer vectors() {
      return new Answer(200, null);
    }

    String body(JsonNode request) {
      if (text != null) {
        return text;
      }
      StringBuilder data = new StringBuilder();
      for (JsonNode input : request.get("input")) {
        data.append(data.isEmpty() ? "" : ",")
            .append("{\"embedding\":[")
            .append(input.asText().length())
            .append(",4]}");
      }
      int texts = request.get("input").size();
      return "{\"data\":["
          + data
          + "],\"usage\":{\"prompt_tokens\":"
          + texts
          + ",\"total_tokens\":"
          + texts
          + "}}";
    }
  }
}
