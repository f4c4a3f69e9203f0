package io.retune.trainer.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.chassis.kafka.KafkaClients;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.testing.TestBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbedGroupsTest {

  private static final String PREFIX = "retune-embed-";
  private static final TopicPartition FIRST = new TopicPartition(Topics.QA_PAIRS.name(), 0);

  private static TestBroker broker;

  @BeforeAll
  static void start() {
    broker = TestBroker.start().withTopics(1);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void aModelThatComesBackReadsFromTheStartAndSoDoesTheOneItReplaced() throws Exception {
    // Given: A, then B, and A again
    read("retune-embed-a");
    read("retune-embed-b");
    read("elsewhere-retune-embed-c");
    EmbedGroups groups = groups("retune-embed-a");

    // When
    EmbedGroups.Others others = groups.others();
    boolean forgotten = groups.forgetOwn();
    groups.forget(others.left());

    // Then
    assertThat(others).isEqualTo(new EmbedGroups.Others(Set.of(), Set.of("retune-embed-b")));
    assertThat(forgotten).isTrue();
    assertThat(committed("retune-embed-a")).isEmpty();
    assertThat(committed("retune-embed-b")).isEmpty();
    assertThat(committed("elsewhere-retune-embed-c")).isNotEmpty();
    assertThat(groups.others().left()).isEmpty();
  }

  @Test
  void aModelAtWorkKeepsItsOffsets() throws Exception {
    // Given
    try (KafkaConsumer<String, byte[]> consumer = consumer("retune-embed-d")) {
      consumer.subscribe(List.of(FIRST.topic()));
      while (consumer.assignment().isEmpty()) {
        consumer.poll(Duration.ofMillis(100));
      }
      consumer.commitSync(Map.of(FIRST, new OffsetAndMetadata(3)));
      EmbedGroups groups = groups("retune-embed-e");

      // When
      EmbedGroups.Others others = groups.others();

      // Then
      assertThat(others.active()).containsExactly("retune-embed-d");
      assertThat(groups("retune-embed-d").forgetOwn()).isFalse();
      assertThat(committed("retune-embed-d")).isNotEmpty();
    }
  }

  private static EmbedGroups groups(String own) {
    return new EmbedGroups(
        new KafkaClients(Map.of("bootstrap.servers", broker.bootstrap()), new TopicNames("")),
        own,
        PREFIX);
  }

  private static void read(String group) {
    try (KafkaConsumer<String, byte[]> consumer = consumer(group)) {
      consumer.assign(List.of(FIRST));
      consumer.commitSync(Map.of(FIRST, new OffsetAndMetadata(7)));
    }
  }

  private static KafkaConsumer<String, byte[]> consumer(String group) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            broker.bootstrap(),
            "group.id",
            group,
            "enable.auto.commit",
            "false"),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  private static Map<TopicPartition, OffsetAndMetadata> committed(String group) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    }
  }
}
