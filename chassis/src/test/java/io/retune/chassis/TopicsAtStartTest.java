package io.retune.chassis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.retune.schemas.Topic;
import io.retune.schemas.Topics;
import io.retune.testing.KafkaBrokerResource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaBrokerResource.class)
class TopicsAtStartTest {
  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Test
  void theTopicsOfTheFlowAndThoseForDeadLettersAreThere() throws Exception {
    // Given
    List<String> flow = Topics.ALL.stream().map(Topic::name).toList();

    // When
    Map<String, TopicDescription> described;
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      List<String> wanted =
          Stream.concat(flow.stream(), List.of("dlq.chassis-test.nodes").stream()).toList();
      described = admin.describeTopics(wanted).allTopicNames().get(30, TimeUnit.SECONDS);
    }

    // Then
    assertThat(described).hasSize(flow.size() + 1);
    assertThat(described.values()).allSatisfy(topic -> assertThat(topic.partitions()).hasSize(4));
  }

  @Test
  void anAbsentClusterStopsTheStartWithOneLine() {
    // Given
    TopicsAtStart start =
        new TopicsAtStart(
            new Brief(),
            new Service("chassis-test", List.of()),
            Map.of("bootstrap.servers", "localhost:1"));

    // When, Then
    assertThatThrownBy(() -> start.create(new StartupEvent()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("kafka.bootstrap.servers=localhost:1: no answer from the Kafka cluster in 1 s")
        .hasNoCause();
  }

  private static final class Brief implements TopicsConfig {
    @Override
    public Optional<String> prefix() {
      return Optional.empty();
    }

    @Override
    public Duration forgetWithin() {
      return Duration.ofDays(1);
    }

    @Override
    public int partitions() {
      return 1;
    }

    @Override
    public Optional<Short> replicationFactor() {
      return Optional.empty();
    }

    @Override
    public Duration timeout() {
      return Duration.ofSeconds(1);
    }
  }
}
