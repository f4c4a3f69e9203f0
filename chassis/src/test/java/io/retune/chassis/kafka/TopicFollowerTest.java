package io.retune.chassis.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.retune.schemas.Topics;
import io.retune.testing.KafkaBrokerResource;
import io.retune.testing.TopicWriter;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaBrokerResource.class)
class TopicFollowerTest {
  private static final Duration RETRY = Duration.ofMillis(100);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Inject KafkaClients clients;

  private final List<String> taken = new CopyOnWriteArrayList<>();

  @Test
  void handsOverWhatIsThereAndWhatComes() {
    // Given
    write("follower-a/1", "follower-b/1", "follower-c/1");
    TopicFollower follower = follower("qa-pairs", record -> taken.add(record.key()));

    // When
    follower.start();
    await().atMost(TIMEOUT).until(follower::isCaughtUp);
    List<String> atFirst = List.copyOf(taken);
    write("follower-d/1");

    // Then
    assertThat(atFirst).contains("follower-a/1", "follower-b/1", "follower-c/1");
    await().atMost(TIMEOUT).until(() -> taken.contains("follower-d/1"));
    follower.close();
  }

  @Test
  void goesOnBehindARecordThatTheTakerFailsOn() {
    // Given
    write("follower-failing/1", "follower-failing/2");
    TopicFollower follower =
        follower(
            "qa-pairs",
            record -> {
              if (record.key().equals("follower-failing/1")) {
                throw new IllegalStateException("cannot take this");
              }
              taken.add(record.key());
            });

    // When
    follower.start();

    // Then
    await().atMost(TIMEOUT).until(() -> taken.contains("follower-failing/2"));
    follower.close();
  }

  @Test
  void beginsAgainUntilTheTopicIsThere() throws Exception {
    // Given
    TopicFollower follower = follower("follower-late", record -> taken.add(record.key()));
    follower.start();

    // When
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.createTopics(List.of(new NewTopic("follower-late", 1, (short) 1))).all().get();
    }

    // Then
    await().atMost(TIMEOUT).until(follower::isCaughtUp);
    follower.close();
  }

  private TopicFollower follower(String topic, Consumer<ConsumerRecord<String, byte[]>> taker) {
    return new TopicFollower(clients, List.of(topic), RETRY, taker);
  }

  private void write(String... keys) {
    try (TopicWriter writer = new TopicWriter(bootstrap)) {
      for (String key : keys) {
        writer.writeBytes(Topics.QA_PAIRS, key, new byte[] {1});
      }
    }
  }
}
