package io.retune.chassis;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.testing.KafkaBrokerResource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaBrokerResource.class)
class TopicsCheckTest {
  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Test
  void isReadyWhereTheTopicsOfTheServiceAreThere() {
    // When
    HealthCheckResponse answer = ask(bootstrap, "");

    // Then
    assertThat(answer.getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void namesTheTopicsThatAreMissing() {
    // When
    HealthCheckResponse answer = ask(bootstrap, "elsewhere-");

    // Then
    assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
    assertThat(answer.getData()).hasValue(Map.of("missing", "elsewhere-nodes"));
  }

  @Test
  void saysThatAnAbsentClusterDoesNotAnswerInsteadOfNamingAllTopics() {
    // When
    HealthCheckResponse answer = ask("localhost:1", "");

    // Then
    assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
    assertThat(answer.getData())
        .hasValue(Map.of("reason", "the cluster does not answer within 1500 ms"));
  }

  private static HealthCheckResponse ask(String cluster, String prefix) {
    TopicNames names = new TopicNames(prefix);
    KafkaClients clients = new KafkaClients(Map.of("bootstrap.servers", cluster), names);
    TopicsCheck check =
        new TopicsCheck(new Service("chassis-test", List.of(Topics.NODES)), names, clients);
    try {
      return check.call();
    } finally {
      check.close();
    }
  }
}
