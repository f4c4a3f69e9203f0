package io.retune.serving;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import com.google.protobuf.Message;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.retune.embedding.BaseEmbeddingModel;
import io.retune.schemas.Topic;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.BaseModel;
import io.retune.testing.KafkaBrokerResource;
import io.retune.testing.MetricsPage;
import io.retune.testing.RawRequest;
import io.retune.testing.TopicWriter;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The service on a real broker, with the base model that comes along. */
@QuarkusTest
@QuarkusTestResource(KafkaBrokerResource.class)
class EmbeddingsServiceTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final String TEXT = "How do I rewind a consumer?";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @TestHTTPResource URI address;
  @Inject BaseModel baseModel;
  @Inject BaseEmbeddingModel model;

  @Test
  void aQueryGoesThroughTheReleasedAdapter() {
    // Given
    release(SampleReleases.turning("queries", 3, baseModel));
    awaitVersion("queries", "3");

    // When
    Response response = ask("queries-query", TEXT);

    // Then
    assertThat(vector(response, 0))
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(SampleReleases.turned(base(TEXT), 3));
    response
        .then()
        .header("Retune-Version", equalTo("3"))
        .header("Retune-Base-Model", equalTo("bge-small-en"))
        .header("Retune-Base-Model-Fingerprint", equalTo(baseModel.getFingerprint()))
        .body("object", equalTo("list"))
        .body("model", equalTo("queries@3-query"))
        .body("data[0].object", equalTo("embedding"))
        .body("data[0].index", equalTo(0));
  }

  @Test
  void aDocumentDoesNot() {
    // Given
    release(SampleReleases.turning("documents", 3, baseModel));
    awaitVersion("documents", "3");

    // When
    Response response = ask("documents-document", TEXT);

    // Then
    assertThat(vector(response, 0)).containsExactly(model.embedDocuments(List.of(TEXT))[0]);
    response.then().header("Retune-Version", equalTo("base"));
  }

  @Test
  void theNextReleaseIsServedAndTheWayBackToTheBaseModelToo() {
    // Given
    release(SampleReleases.turning("moving", 1, baseModel));
    awaitVersion("moving", "1");
    release(SampleReleases.turning("moving", 2, baseModel));
    awaitVersion("moving", "2");

    // When
    float[] second = vector(ask("moving-query", TEXT), 0);
    write(
        Topics.ADAPTER_RELEASES,
        "moving",
        AdapterRelease.newBuilder().setCollection("moving").build());
    awaitVersion("moving", "base");
    float[] back = vector(ask("moving-query", TEXT), 0);

    // Then
    assertThat(second)
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(SampleReleases.turned(base(TEXT), 2));
    assertThat(back).usingComparatorWithPrecision(1e-6f).containsExactly(base(TEXT));
  }

  @Test
  void aVersionThatWasNeverReleasedIsServedByItsNumber() {
    // Given
    write(Topics.ADAPTER_CHECKPOINTS, "pinned/7", SampleReleases.turning("pinned", 7, baseModel));
    release(SampleReleases.turning("pinned", 8, baseModel));
    awaitVersion("pinned", "8");

    // When
    Response response = ask("pinned@7-query", TEXT);

    // Then
    response.then().header("Retune-Version", equalTo("7"));
    assertThat(vector(response, 0))
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(SampleReleases.turned(base(TEXT), 7));
  }

  @Test
  void beforeTheFirstReleaseTheBaseModelAnswersAndSaysSo() {
    // When
    Response response = ask("never-released-query", TEXT);

    // Then
    response.then().header("Retune-Version", equalTo("base"));
    assertThat(vector(response, 0)).usingComparatorWithPrecision(1e-6f).containsExactly(base(TEXT));
  }

  @Test
  void aReleaseOfAnotherBaseModelIsAnErrorAndNotAnotherSpace() {
    // Given
    BaseModel another = baseModel.toBuilder().setName("another").setFingerprint("abc").build();
    release(SampleReleases.turning("foreign", 1, another));
    await().atMost(TIMEOUT).until(() -> post("foreign-query", TEXT).statusCode() == 503);

    // When
    Response response = post("foreign-document", TEXT);

    // Then
    error(response, 503, "release_not_servable")
        .body("error.type", equalTo("server_error"))
        .body("error.message", containsString("it belongs to the base model another (abc)"));
    given()
        .get("/v1/models")
        .then()
        .body(
            "data.find { it.id == 'foreign-query' }.unavailable", containsString("another (abc)"));
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'releases' }.data.foreign", containsString("another"));
  }

  @Test
  void aDamagedReleaseIsAnError() {
    // Given
    AdapterCheckpoint damaged =
        SampleReleases.turning("damaged", 1, baseModel).toBuilder().setWeightsSha256("0").build();
    release(damaged);

    // When
    await().atMost(TIMEOUT).until(() -> post("damaged-query", TEXT).statusCode() == 503);

    // Then
    error(post("damaged-query", TEXT), 503, "release_not_servable")
        .body("error.message", containsString("the weights have the hash"));
  }

  @Test
  void manyTextsComeBackInTheirOrder() {
    // Given
    List<String> texts =
        IntStream.range(0, 30).mapToObj(text -> "topic " + text + " part".repeat(text)).toList();

    // When
    Response response = ask("default-document", texts);

    // Then
    float[][] alone = model.embedDocuments(texts);
    for (int text = 0; text < texts.size(); text++) {
      assertThat(vector(response, text)).as(texts.get(text)).containsExactly(alone[text]);
    }
  }

  @Test
  void base64HoldsTheSameNumbers() {
    // Given
    float[] numbers = vector(ask("default-query", TEXT), 0);

    // When
    String base64 =
        post(Map.of("model", "default-query", "input", TEXT, "encoding_format", "base64"))
            .path("data[0].embedding");

    // Then
    float[] decoded = new float[384];
    ByteBuffer.wrap(Base64.getDecoder().decode(base64))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(decoded);
    assertThat(decoded).containsExactly(numbers);
  }

  @Test
  void usageIsTheTokensOfTheModelsTokenizer() {
    // When
    Response response = ask("default-query", List.of("hello world", "hello"));

    // Then: [CLS] hello world [SEP], [CLS] hello [SEP]
    response.then().body("usage.prompt_tokens", equalTo(7)).body("usage.total_tokens", equalTo(7));
  }

  @Test
  void aTextOfTooManyTokensIsRefusedWithItsPlace() {
    // When
    Response response = post("default-document", List.of("short", "word ".repeat(9000)));

    // Then
    error(response, 400, "context_length_exceeded")
        .body("error.param", equalTo("input"))
        .body("error.message", equalTo("input[1] has 9,002 tokens, and a text may have 8,192"));
  }

  @ParameterizedTest
  @CsvSource({
    "default@5-query, collection 'default' has no version 5",
    "text-embedding-3-small@x, there is no model 'text-embedding-3-small@x'"
  })
  void aModelThatThereIsNotIsNotFound(String name, String reason) {
    // When
    Response response = post(name, TEXT);

    // Then
    error(response, 404, "model_not_found")
        .body("error.type", equalTo("invalid_request_error"))
        .body("error.param", equalTo("model"))
        .body("error.message", containsString(reason));
  }

  @Test
  void aNameWithoutASideIsRefusedWithTheNamesThatHaveOne() {
    // When
    Response response = post("default", TEXT);

    // Then
    error(response, 400, "side_missing")
        .body("error.message", containsString("'default-query' or 'default-document'"));
  }

  @Test
  void errorsOfTheFrameworkAreErrorObjectsToo() throws IOException {
    // When
    Response notThere = given().get("/v1/nothing");
    Response notAllowed = given().delete("/v1/embeddings");
    Response notJson =
        given().contentType(ContentType.JSON).body("{\"model\": ").post("/v1/embeddings");
    Response noObject = given().contentType(ContentType.JSON).body("[]").post("/v1/embeddings");
    Response noMediaType = given().contentType("text/csv").body("a,b").post("/v1/embeddings");
    // Announced and not sent.
    RawRequest.Answer tooLarge =
        RawRequest.get("/v1/embeddings")
            .header("Content-Length", "9000000")
            .send(address.getPort());

    // Then
    error(notThere, 404, "not_found").body("error.param", nullValue());
    error(notAllowed, 405, "method_not_allowed");
    error(notJson, 400, null).body("error.message", containsString("the body is not JSON"));
    error(noObject, 400, null);
    error(noMediaType, 415, "unsupported_media_type");
    assertThat(tooLarge.status()).isEqualTo(413);
    assertThat(tooLarge.problem().at("/error/code").asText()).isEqualTo("request_too_large");
  }

  @Test
  void modelsAreListedByBothSides() {
    // Given
    release(SampleReleases.turning("listed", 4, baseModel));
    awaitVersion("listed", "4");

    // When
    Response response = given().get("/v1/models");

    // Then
    response
        .then()
        .statusCode(200)
        .body("object", equalTo("list"))
        .body(
            "data.id",
            hasItems("default-query", "default-document", "listed-query", "listed-document"))
        .body("data.find { it.id == 'listed-query' }.version", equalTo("4"))
        .body("data.find { it.id == 'listed-query' }.created", equalTo(1_700_000_000))
        .body("data.find { it.id == 'listed-document' }.version", equalTo("base"));
    given()
        .get("/v1/models/listed@4-query")
        .then()
        .statusCode(200)
        .body("id", equalTo("listed@4-query"))
        .body("object", equalTo("model"))
        .body("owned_by", equalTo("retune"));
    error(given().get("/v1/models/listed@5-query"), 404, "model_not_found");
  }

  @Test
  void whatIsServedIsMeasured() {
    // Given
    release(SampleReleases.turning("measured", 6, baseModel));
    awaitVersion("measured", "6");

    // When
    ask("measured-query", List.of("a", "b", "c"));

    // Then
    assertThat(given().get("/q/metrics").asString())
        .contains("retune_serving_version{collection=\"measured\"} 6.0")
        .containsPattern(
            "retune_serving_texts_total\\{collection=\"measured\",side=\"query\"} [0-9.]+")
        .contains("retune_serving_adapter_age_seconds{collection=\"measured\"}")
        .contains("retune_serving_latency_seconds{texts=\"several\",quantile=\"0.99\"}");
  }

  @Test
  void showsNoFigureThatThePageOnMetricsDoesNotExplain() throws IOException {
    // Given
    release(SampleReleases.turning("measured", 3, baseModel));
    awaitVersion("measured", "3");
    ask("measured-query", TEXT);
    post("measured-query", List.of());
    MetricsPage page = MetricsPage.read();

    // When
    String scrape = given().get("/q/metrics").asString();

    // Then
    assertThat(page.unsaid("serving", scrape)).isEmpty();
    assertThat(page.shown(scrape))
        .containsAll(
            page.metrics().stream()
                .filter(metric -> metric.section().equals("serving"))
                .map(MetricsPage.Metric::name)
                .toList());
  }

  private float[] base(String text) {
    float[] vector = model.embedQueries(List.of(text))[0];
    double length = 0;
    for (float element : vector) {
      length += element * element;
    }
    assertThat(length).isCloseTo(1, within(1e-5));
    return vector;
  }

  private static float[] vector(Response response, int index) {
    List<Number> numbers = response.path("data[" + index + "].embedding");
    float[] vector = new float[numbers.size()];
    for (int element = 0; element < vector.length; element++) {
      vector[element] = numbers.get(element).floatValue();
    }
    return vector;
  }

  private static Response ask(String model, Object input) {
    Response response = post(model, input);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    return response;
  }

  private static Response post(String model, Object input) {
    return post(Map.of("model", model, "input", input));
  }

  private static Response post(Map<String, Object> body) {
    return given().contentType(ContentType.JSON).body(body).post("/v1/embeddings");
  }

  private static ValidatableResponse error(Response response, int status, String code) {
    return response
        .then()
        .statusCode(status)
        .contentType(ContentType.JSON)
        .body("error.code", equalTo(code));
  }

  private static void awaitVersion(String collection, String version) {
    await()
        .atMost(TIMEOUT)
        .until(
            () ->
                version.equals(given().get("/v1/models/" + collection + "-query").path("version")));
  }

  private void release(AdapterCheckpoint checkpoint) {
    write(Topics.ADAPTER_RELEASES, checkpoint.getCollection(), SampleReleases.of(checkpoint));
  }

  private <V extends Message> void write(Topic<V> topic, String key, V message) {
    try (TopicWriter writer = new TopicWriter(bootstrap)) {
      writer.write(topic, key, message);
    }
  }
}
