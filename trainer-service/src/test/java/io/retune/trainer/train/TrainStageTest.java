package io.retune.trainer.train;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.retune.adapter.LinearAdapter;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.adapter.weights.Sha256;
import io.retune.schemas.EntryKey;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.BaseModel;
import io.retune.testing.KafkaBrokerResource;
import io.retune.testing.TopicReader;
import io.retune.testing.TopicWriter;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = KafkaBrokerResource.class, restrictToAnnotatedClass = true)
@TestProfile(TrainStageTest.Quickly.class)
class TrainStageTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** Triggers that a test need not wait for. */
  public static final class Quickly implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "retune.train.quiet", "1s",
          "retune.train.check-interval", "100ms",
          "retune.train.whitened.steps", "20");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
      return Set.of(MadeUpModel.class);
    }
  }

  /** This instance embeds with the model of the made-up vectors. */
  @Alternative
  @Singleton
  public static final class MadeUpModel {

    @Produces
    @Alternative
    @Singleton
    static BaseModel model() {
      return ExampleFeed.MODEL;
    }
  }

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Test
  void turnsExamplesIntoACheckpointWithItsLineageAndHeaders() {
    // Given
    feed("one", 12);

    // When
    ConsumerRecord<String, byte[]> record = awaitVersion("one", 1);

    // Then
    AdapterCheckpoint checkpoint = parse(record);
    assertThat(checkpoint.getCollection()).isEqualTo("one");
    assertThat(checkpoint.getLineage().getNodes()).isEqualTo(12);
    assertThat(checkpoint.getWeightsSha256())
        .isEqualTo(Sha256.of(checkpoint.getWeights().toByteArray()));
    assertThat(text(record, "ce_type")).isEqualTo("retune.v1.AdapterCheckpoint");
    assertThat(text(record, "ce_source")).isEqualTo("/retune/trainer");
    assertThat(record.partition()).isEqualTo(Topics.ADAPTER_CHECKPOINTS.partition(record.key(), 4));
  }

  @Test
  void saysHowACollectionStands() {
    // Given
    feed("two", 12);
    awaitVersion("two", 1);

    // When, Then
    Awaitility.await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () ->
                given()
                    .get("/training")
                    .then()
                    .statusCode(200)
                    .body("find { it.collection == 'two' }.examples", equalTo(48))
                    .body("find { it.collection == 'two' }.unseen_examples", equalTo(0))
                    .body("find { it.collection == 'two' }.latest_version", equalTo(1))
                    .body("find { it.collection == 'two' }.training", equalTo(false)));
  }

  @Test
  void makesAVersionOfAnAdapterThatIsBroughtIn() {
    // Given
    feed("three", 12);
    awaitVersion("three", 1);
    byte[] file = new AdapterWeights().encode(LinearAdapter.identity(ExampleFeed.DIMENSION));

    // When
    given()
        .contentType("application/octet-stream")
        .body(file)
        .post("/collections/three/checkpoints")
        .then()
        .statusCode(202);

    // Then
    AdapterCheckpoint imported = parse(awaitVersion("three", 2));
    assertThat(imported.getLineage().getTrigger()).isEqualTo("import");
    assertThat(imported.getWeightsSha256()).isEqualTo(Sha256.of(file));
  }

  @Test
  void refusesAnAdapterForOtherVectors() {
    // Given
    feed("four", 12);
    awaitVersion("four", 1);
    byte[] file = new AdapterWeights().encode(LinearAdapter.identity(5));

    // When, Then
    given()
        .contentType("application/octet-stream")
        .body(file)
        .post("/collections/four/checkpoints")
        .then()
        .statusCode(409)
        .body("detail", containsString("8 dimensions"));
  }

  @Test
  void refusesAnAdapterOfAnotherBaseModel() {
    // Given
    feed("five", 12);
    awaitVersion("five", 1);
    byte[] file = new AdapterWeights().encode(LinearAdapter.identity(ExampleFeed.DIMENSION));

    // When, Then
    given()
        .contentType("application/octet-stream")
        .queryParam("base_model", "another")
        .body(file)
        .post("/collections/five/checkpoints")
        .then()
        .statusCode(409)
        .body("detail", equalTo("the adapter belongs to base model another, the collection to f1"));
  }

  @Test
  void refusesWhatIsNoAdapter() {
    // When, Then
    given()
        .contentType("application/octet-stream")
        .body("nonsense".getBytes(StandardCharsets.UTF_8))
        .post("/collections/six/checkpoints")
        .then()
        .statusCode(400);
  }

  @Test
  void knowsNoCollectionThatHasNoExamples() {
    // When, Then
    given()
        .get("/collections/nobody/training")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", equalTo("this instance has no collection nobody"));
  }

  @Test
  void refusesANameThatNoCollectionCanHave() {
    // When, Then
    given().post("/collections/No%20name/retrain").then().statusCode(400);
  }

  @Test
  void keepsARequestOfACollectionThatItDoesNotKnowAndDoesItWhenExamplesCome() {
    // Given
    given()
        .post("/collections/later/retrain")
        .then()
        .statusCode(202)
        .body("collection", equalTo("later"))
        .body("request_id", matchesPattern("[0-9a-f-]{36}"));

    // When
    feed("later", 12);

    // Then
    assertThat(parse(awaitVersion("later", 1)).getLineage().getTrigger()).isEqualTo("request");
  }

  @Test
  void trainsOnRequest() {
    // Given
    feed("six", 12);
    awaitVersion("six", 1);

    // When
    given().post("/collections/six/retrain").then().statusCode(202);

    // Then
    AdapterCheckpoint again = parse(awaitVersion("six", 2));
    assertThat(again.getLineage().getTrigger()).isEqualTo("request");
    given().get("/collections/six/training").then().statusCode(200);
  }

  private void feed(String collection, int nodes) {
    try (TopicWriter writer = new TopicWriter(bootstrap)) {
      for (int number = 0; number < nodes; number++) {
        writer.write(
            Topics.EMBEDDINGS,
            new EntryKey(collection, "n" + number).toString(),
            ExampleFeed.local(number, 4));
      }
    }
  }

  private ConsumerRecord<String, byte[]> awaitVersion(String collection, long version) {
    String key = new EntryKey(collection, Long.toString(version)).toString();
    try (TopicReader<AdapterCheckpoint> reader =
        new TopicReader<>(bootstrap, Topics.ADAPTER_CHECKPOINTS, TIMEOUT)) {
      List<ConsumerRecord<String, byte[]>> records =
          reader.awaitRecords(all -> all.stream().anyMatch(record -> record.key().equals(key)));
      return records.stream().filter(record -> record.key().equals(key)).findFirst().orElseThrow();
    }
  }

  private static AdapterCheckpoint parse(ConsumerRecord<String, byte[]> record) {
    try {
      return Topics.ADAPTER_CHECKPOINTS.parse(record.value());
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(ConsumerRecord<String, byte[]> record, String header) {
    return new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
  }
}
