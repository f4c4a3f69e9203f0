package io.retune.serving;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.BaseModel;
import io.retune.testing.SecuredBroker;
import io.retune.testing.SecuredBrokerResource;
import io.retune.testing.SecuredServiceProfile;
import io.retune.testing.TopicWriter;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.junit.jupiter.api.Test;

/** With TLS, a login, and no rights but those of the documentation. */
@QuarkusTest
@TestProfile(SecuredClusterTest.Settings.class)
class SecuredClusterTest {
  /** As this service. */
  public static final class Settings extends SecuredServiceProfile {
    public Settings() {
      super(Map.of(SecuredBrokerResource.USER, "serving"));
    }

    /** With a share of queries on the base model; it is tested here to spare a start. */
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
      overrides.put("retune.serving.request.base-share", "0.05");
      return overrides;
    }
  }

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  SecuredBroker broker;
  @Inject BaseModel baseModel;

  @Test
  void servesReleasedVersionsAndEarlierOnesWithTheRightsOfThePage() {
    // Given
    AdapterCheckpoint earlier = SampleReleases.turning("secured", 1, baseModel);
    AdapterCheckpoint released = SampleReleases.turning("secured", 2, baseModel);

    // When
    try (TopicWriter writer =
        new TopicWriter(broker.bootstrap(), broker.client(SecuredBroker.ADMINISTRATOR))) {
      writer.write(Topics.ADAPTER_CHECKPOINTS, "secured/1", earlier);
      writer.write(Topics.ADAPTER_RELEASES, "secured", SampleReleases.of(released));
    }

    // Then
    await().atMost(TIMEOUT).until(() -> "2".equals(ask("secured-query").header("Retune-Version")));
    ask("secured@1-query").then().statusCode(200).header("Retune-Version", equalTo("1"));
    // By its hash, this query is among the 5 % that stay on the base model.
    ask("secured-query", "Who commits offsets?")
        .then()
        .statusCode(200)
        .header("Retune-Version", equalTo("base"))
        .body("model", equalTo("secured@base-query"));
  }

  @Test
  void mayNotRelease() {
    // Given
    AdapterRelease release = AdapterRelease.getDefaultInstance();

    // When, Then: who may write nowhere is refused before it names a topic.
    try (TopicWriter writer = new TopicWriter(broker.bootstrap(), broker.client("serving"))) {
      assertThatThrownBy(() -> writer.write(Topics.ADAPTER_RELEASES, "secured", release))
          .hasRootCauseInstanceOf(ClusterAuthorizationException.class);
    }
  }

  private static Response ask(String model) {
    return ask(model, "How do I rewind a consumer?");
  }

  private static Response ask(String model, String query) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("model", model, "input", List.of(query)))
        .post("/v1/embeddings");
  }
}
