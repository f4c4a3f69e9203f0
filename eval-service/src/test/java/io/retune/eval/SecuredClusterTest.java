package io.retune.eval;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.ProducerLimits;
import io.retune.chassis.kafka.RecordWriter;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.Split;
import io.retune.testing.SecuredBroker;
import io.retune.testing.SecuredBrokerResource;
import io.retune.testing.SecuredServiceProfile;
import io.retune.testing.TopicWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/** With TLS, a login, and no rights but those of the documentation. */
@QuarkusTest
@TestProfile(SecuredClusterTest.Settings.class)
class SecuredClusterTest {
  /** As this service. */
  public static final class Settings extends SecuredServiceProfile {
    public Settings() {
      super(Map.of(SecuredBrokerResource.USER, "eval"));
    }
  }

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  SecuredBroker broker;

  @Test
  void evaluatesAndReleasesWithTheRightsOfThePage() {
    // Given
    Examples examples = new Examples(3);
    Map<String, String> trainer = broker.client("trainer");

    // When
    try (TopicWriter writer = new TopicWriter(broker.bootstrap(), trainer)) {
      for (int i = 0; i < 60; i++) {
        String id = "node-" + i;
        writer.write(
            Topics.EMBEDDINGS,
            "secured/" + id,
            examples.node("secured", id, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2));
      }
      writer.write(Topics.ADAPTER_CHECKPOINTS, "secured/1", Examples.helpful("secured", 1));
    }

    // Then
    // Until it is evaluated, the answer is a problem that says nothing of it.
    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () ->
                assertThat(
                        given()
                            .get("/collections/secured/versions/1")
                            .jsonPath()
                            .<Object>get("served"))
                    .isEqualTo(true));
  }

  @Test
  void showsStagesAndDeadLettersWithTheRightsOfThePage() {
    // Given
    try (TopicWriter writer = new TopicWriter(broker.bootstrap(), broker.client("trainer"))) {
      writer.writeBytes(Topics.EMBEDDINGS, "secured/unreadable", new byte[] {1});
    }

    // When, Then
    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () ->
                assertThat(given().get("/dead-letters").jsonPath().getList("letters.key"))
                    .containsExactly("secured/unreadable"));
    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () ->
                assertThat(
                        given()
                            .get("/loop")
                            .jsonPath()
                            .<Object>get("stages.find { it.stage == 'eval' }.instances"))
                    .isEqualTo(1));
  }

  @Test
  void theTrainerMayNotRelease() {
    // Given
    RecordWriter writer = writer(broker.bootstrap(), "trainer");

    // When, Then
    assertThatThrownBy(() -> writer.write(record()))
        .hasRootCauseInstanceOf(TopicAuthorizationException.class);
    writer.close();
  }

  @Test
  void aWriterRefusesABrokerWithTheCertificateOfAnotherHost() {
    // Given
    RecordWriter writer = writer(broker.bootstrapOfAnotherHost(), "eval");

    // When, Then
    assertThatThrownBy(() -> writer.write(record()))
        .isInstanceOf(KafkaException.class)
        .hasStackTraceContaining(SslAuthenticationException.class.getName());
    writer.close();
  }

  @Test
  void aReaderRefusesABrokerWithTheCertificateOfAnotherHost() {
    // Given
    KafkaClients clients = clients(broker.bootstrapOfAnotherHost(), "eval");

    // When, Then
    try (var reader = clients.committedReader()) {
      assertThatThrownBy(() -> reader.partitionsFor("adapter-releases"))
          .isInstanceOf(SslAuthenticationException.class);
    }
  }

  private static ProducerRecord<String, byte[]> record() {
    return new ProducerRecord<>("adapter-releases", "secured", new byte[] {1});
  }

  private RecordWriter writer(String bootstrap, String user) {
    return new RecordWriter(
        clients(bootstrap, user),
        ProducerLimits.of(Topics.ADAPTER_RELEASES, Duration.ofSeconds(20)));
  }

  private KafkaClients clients(String bootstrap, String user) {
    Map<String, Object> settings = new HashMap<>(broker.client(user));
    settings.put("bootstrap.servers", bootstrap);
    return new KafkaClients(settings, new TopicNames(""));
  }
}
