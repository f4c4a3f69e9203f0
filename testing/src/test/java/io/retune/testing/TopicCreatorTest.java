package io.retune.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retune.schemas.EntryKey;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicCreator;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Embeddings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The topics as a real broker has them. */
class TopicCreatorTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private static TestBroker broker;
  private static Admin admin;

  @BeforeAll
  static void start() {
    broker = TestBroker.start();
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
  }

  @AfterAll
  static void stop() {
    admin.close();
    broker.close();
  }

  @Test
  void everyTopicIsCreatedAsDeclared() throws Exception {
    // Given
    TopicNames names = new TopicNames("declared.");
    TopicCreator creator = new TopicCreator(names, 3, Optional.of((short) 1));

    // When
    creator.createAll(admin, TIMEOUT);

    // Then
    for (Topic<?> topic : Topics.ALL) {
      String name = names.of(topic);
      Config config = config(name);
      topic
          .settings(Duration.ofDays(1))
          .forEach(
              (key, value) ->
                  assertThat(config.get(key)).extracting(ConfigEntry::value).isEqualTo(value));
      assertThat(admin.describeTopics(List.of(name)).allTopicNames().get().get(name).partitions())
          .hasSize(3);
    }
  }

  @Test
  void aMissingTopicGetsAsManyPartitionsAsThoseThatItIsReadWith() throws Exception {
    // Given
    TopicNames names = new TopicNames("grown.");
    create(new NewTopic("grown.embeddings", 5, (short) 1));

    // When
    new TopicCreator(names, 3, Optional.of((short) 1)).createAll(admin, TIMEOUT);

    // Then
    assertThat(partitions("grown.requests")).isEqualTo(5);
    assertThat(partitions("grown.nodes")).isEqualTo(3);
  }

  @Test
  void topicsThatAreReadTogetherMustHaveAsManyPartitions() throws Exception {
    // Given
    TopicNames names = new TopicNames("uneven.");
    create(new NewTopic("uneven.embeddings", 12, (short) 1));
    create(new NewTopic("uneven.adapter-checkpoints", 4, (short) 1));

    // When, Then
    assertThatThrownBy(
            () -> new TopicCreator(names, 3, Optional.of((short) 1)).createAll(admin, TIMEOUT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "these topics are read together and must have the same number of partitions: uneven.adapter-checkpoints has 4, uneven.embeddings has 12");
  }

  @Test
  void aTopicThatIsThereStaysAsItsOperatorLeftIt() throws Exception {
    // Given
    TopicNames names = new TopicNames("kept.");
    create(new NewTopic("kept.nodes", 1, (short) 1));

    // When
    new TopicCreator(names, 3, Optional.of((short) 1)).createAll(admin, TIMEOUT);

    // Then
    assertThat(config("kept.nodes").get("cleanup.policy").value()).isEqualTo("delete");
  }

  @Test
  void recordsOfACollectionMeetOnOnePartition() {
    // Given
    broker.withTopics(4);
    try (TopicWriter writer = new TopicWriter(broker.bootstrap());
        TopicReader<Embeddings> reader =
            new TopicReader<>(broker.bootstrap(), Topics.EMBEDDINGS, TIMEOUT)) {
      IntStream.range(0, 20)
          .mapToObj(i -> new EntryKey("manuals", "node-" + i).toString())
          .forEach(key -> writer.write(Topics.EMBEDDINGS, key, Embeddings.getDefaultInstance()));

      // When
      List<ConsumerRecord<String, byte[]>> records = reader.awaitRecords(20);

      // Then
      assertThat(records)
          .extracting(ConsumerRecord::partition)
          .containsOnly(Topics.EMBEDDINGS.partition("manuals", 4));
    }
  }

  @Test
  void aClusterThatDoesNotAnswerIsSaidToBeSo() {
    // Given
    try (Admin nobody =
        Admin.create(
            Map.of(
                "bootstrap.servers", "127.0.0.1:1",
                "default.api.timeout.ms", 500,
                "request.timeout.ms", 500))) {
      TopicCreator creator = new TopicCreator(new TopicNames(""), 1, Optional.empty());

      // When, Then
      assertThatThrownBy(() -> creator.createAll(nobody, Duration.ofSeconds(1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("no answer from the Kafka cluster in 1 s");
    }
  }

  /** Returns when the broker lists it: it answers a creation before it has read of it itself. */
  private static void create(NewTopic topic) throws Exception {
    admin.createTopics(List.of(topic)).all().get();
    while (!admin.listTopics().names().get().contains(topic.name())) {
      Thread.onSpinWait();
    }
  }

  private static int partitions(String name) throws Exception {
    return admin.describeTopics(List.of(name)).allTopicNames().get().get(name).partitions().size();
  }

  private static Config config(String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return admin.describeConfigs(List.of(resource)).all().get().get(resource);
  }
}
