package io.retune.qagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.retune.schemas.Topic;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.Node;
import io.retune.testing.SecuredBroker;
import io.retune.testing.SecuredBrokerResource;
import io.retune.testing.SecuredServiceProfile;
import io.retune.testing.TopicReader;
import io.retune.testing.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/** With TLS, a login, and no rights but those of the documentation. */
@QuarkusTest
@TestProfile(SecuredClusterTest.Settings.class)
class SecuredClusterTest {
  /** As this service. */
  public static final class Settings extends SecuredServiceProfile {
    public Settings() {
      super(Map.of(SecuredBrokerResource.USER, "qa-gen"));
    }

    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
      overrides.put("retune.qa-gen.feedback.every", "100ms");
      return overrides;
    }
  }

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  SecuredBroker broker;

  @Test
  void asksAndPutsAsideWithTheRightsOfThePage() {
    // Given
    Node node =
        Node.newBuilder()
            .setCollection("secured")
            .setNodeId("one")
            .setDocumentId("handbook.txt")
            .setText("The lighthouse keeper records the height of the tide every morning.")
            .build();

    // When
    try (TopicWriter writer = new TopicWriter(broker.bootstrap(), administrator())) {
      writer.write(Topics.NODES, "secured/one", node);
      writer.writeBytes(Topics.NODES, "secured/two", "no node".getBytes(StandardCharsets.US_ASCII));
    }

    // Then
    assertThat(firstKey(Topics.QA_PAIRS)).isEqualTo("secured/one");
    assertThat(firstKey(Topics.deadLetters("qa-gen", Topics.NODES))).isEqualTo("secured/two");
  }

  @Test
  void findsAnswersInWhatAnApplicationWritesWithTheRightsOfThePage() {
    // Given
    String query =
        "{\"query_id\": \"q\", \"user_query\": \"Why?\", \"query_response_hit_ids\": [\"three\"]}";
    String thumb =
        "{\"query_id\": \"q\", \"action_name\": \"thumb_up\","
            + " \"event_attributes\": {\"object\": {\"object_id\": \"three\"}}}";

    // When
    try (TopicWriter writer = new TopicWriter(broker.bootstrap(), broker.client("search"))) {
      for (String record : List.of(query, thumb, "no json")) {
        writer.writeBytes(Topics.FEEDBACK, "q", record.getBytes(StandardCharsets.UTF_8));
      }
    }

    // Then
    assertThat(firstKey(Topics.FEEDBACK_QUESTIONS)).isEqualTo("default/three");
    assertThat(firstKey(Topics.deadLetters("qa-gen", Topics.FEEDBACK))).isEqualTo("q");
  }

  @Test
  void mayNotRelease() {
    // Given
    AdapterRelease release = AdapterRelease.getDefaultInstance();

    // When, Then
    try (TopicWriter writer = new TopicWriter(broker.bootstrap(), broker.client("qa-gen"))) {
      assertThatThrownBy(() -> writer.write(Topics.ADAPTER_RELEASES, "secured", release))
          .hasRootCauseInstanceOf(TopicAuthorizationException.class);
    }
  }

  private String firstKey(Topic<?> topic) {
    try (TopicReader<?> reader =
        new TopicReader<>(broker.bootstrap(), administrator(), topic, TIMEOUT)) {
      return reader.awaitRecords(1).get(0).key();
    }
  }

  private Map<String, String> administrator() {
    return broker.client(SecuredBroker.ADMINISTRATOR);
  }
}
