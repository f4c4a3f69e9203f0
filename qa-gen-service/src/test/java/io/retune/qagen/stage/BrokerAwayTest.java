package io.retune.qagen.stage;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.QaPairs;
import io.retune.testing.RestartableBroker;
import io.retune.testing.TopicReader;
import io.retune.testing.TopicWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(BrokerAwayTest.WithABrokerThatGoes.class)
class BrokerAwayTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  RestartableBroker broker;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Test
  void catchesUpUnaidedWhenTheBrokerIsBack() {
    // Given
    write("sea/before");
    awaitOutput("sea/before");
    broker.goAway();
    // Longer than a member of the group may be silent, and than the looks at liveness.
    await()
        .during(Duration.ofSeconds(12))
        .atMost(TIMEOUT)
        .until(() -> get("/q/health/live").statusCode() == 200);

    // When
    broker.comeBack();

    // Then
    write("sea/after");
    awaitOutput("sea/after");
    try (TopicReader<QaPairs> reader = new TopicReader<>(bootstrap, Topics.QA_PAIRS, TIMEOUT)) {
      List<String> keys = reader.awaitRecords(2).stream().map(ConsumerRecord::key).toList();
      assertThat(keys).containsExactlyInAnyOrder("sea/before", "sea/after");
    }
  }

  private void write(String key) {
    try (TopicWriter writer = new TopicWriter(bootstrap)) {
      writer.write(
          Topics.NODES,
          key,
          Node.newBuilder()
              .setNodeId(key.substring(key.indexOf('/') + 1))
              .setText("The lighthouse keeper records the height of the tide every morning.")
              .setLanguage("en")
              .build());
    }
  }

  private void awaitOutput(String key) {
    try (TopicReader<QaPairs> reader = new TopicReader<>(bootstrap, Topics.QA_PAIRS, TIMEOUT)) {
      reader.awaitRecords(read -> read.stream().anyMatch(record -> record.key().equals(key)));
    }
  }

  /** A broker that can be taken away, and times short enough for a test. */
  public static final class WithABrokerThatGoes implements QuarkusTestProfile {

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(RestartableBroker.class));
    }

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "mp.messaging.connector.smallrye-kafka.session.timeout.ms", "6000",
          "mp.messaging.connector.smallrye-kafka.heartbeat.interval.ms", "2000",
          "mp.messaging.connector.smallrye-kafka.reconnect.backoff.max.ms", "1000",
          "retune.liveness.interval", "1s");
    }
  }
}
