package io.retune.trainer.train.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.chassis.kafka.KafkaClients;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.lag.DoneOffsets;
import io.retune.schemas.lag.OffsetRange;
import io.retune.schemas.v1.Document;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.QaPairs;
import io.retune.testing.TestBroker;
import io.retune.testing.TopicWriter;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsResult;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpstreamReaderTest {

  private static final String EMBED = "retune-embed-a";

  private TestBroker broker;
  private UpstreamReader reader;

  @BeforeEach
  void start() {
    broker = TestBroker.start().withTopics(1);
    TopicNames names = new TopicNames("");
    reader =
        new UpstreamReader(
            new KafkaClients(Map.of("bootstrap.servers", broker.bootstrap()), names), names, EMBED);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void namesTheCollectionsAtBothEndsOfABacklog() throws Exception {
    // Given: the first node is read, a thousand of two loads are not
    try (TopicWriter writer = new TopicWriter(broker.bootstrap())) {
      writer.write(Topics.NODES, "read/n0", Node.getDefaultInstance());
      IntStream.range(0, 500)
          .forEach(i -> writer.write(Topics.NODES, "first/n" + i, Node.getDefaultInstance()));
      IntStream.range(0, 500)
          .forEach(i -> writer.write(Topics.NODES, "last/n" + i, Node.getDefaultInstance()));
      writer.write(Topics.QA_PAIRS, "asked/n0", QaPairs.getDefaultInstance());
    }
    commit("retune-qa-gen", Topics.NODES, 1);
    commit(EMBED, Topics.QA_PAIRS, 0);

    // When
    OnTheWay found = reader.get();

    // Then
    assertThat(found.collections()).containsExactlyInAnyOrder("first", "last", "asked");
    assertThat(found.documents()).isFalse();
  }

  @Test
  void aCollectionThatTookItsTurnBeforeALoadIsNotOnTheWay() throws Exception {
    // Given
    try (TopicWriter writer = new TopicWriter(broker.bootstrap())) {
      IntStream.range(0, 5)
          .forEach(i -> writer.write(Topics.NODES, "load/n" + i, Node.getDefaultInstance()));
      writer.write(Topics.NODES, "small/n0", Node.getDefaultInstance());
    }
    commit(
        "retune-qa-gen",
        Topics.NODES,
        DoneOffsets.below(1).with(new OffsetRange(5, 6)).committed());

    // When
    OnTheWay found = reader.get();

    // Then
    assertThat(found.collections()).containsExactly("load");
  }

  @Test
  void tellsThatADocumentIsWaiting() throws Exception {
    // Given
    try (TopicWriter writer = new TopicWriter(broker.bootstrap())) {
      writer.write(Topics.DOCUMENTS, "read/a", Document.getDefaultInstance());
      writer.write(Topics.DOCUMENTS, "read/b", Document.getDefaultInstance());
    }
    commit("retune-ingest", Topics.DOCUMENTS, 1);

    // When
    OnTheWay found = reader.get();

    // Then
    assertThat(found.documents()).isTrue();
  }

  @Test
  void theMarkAtTheEndOfATransactionIsNothingOnTheWay() throws Exception {
    // Given
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap(), "transactional.id", "t"),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(Topics.NODES.name(), "read/n0", new byte[0]));
      producer.commitTransaction();
    }
    commit("retune-qa-gen", Topics.NODES, 1);

    // When
    OnTheWay found = reader.get();

    // Then
    assertThat(found).isEqualTo(OnTheWay.NOTHING);
  }

  @Test
  void aStageThatNeverReadIsNotWaitedFor() {
    // Given
    try (TopicWriter writer = new TopicWriter(broker.bootstrap())) {
      writer.write(Topics.NODES, "unread/n0", Node.getDefaultInstance());
    }

    // When
    OnTheWay found = reader.get();

    // Then
    assertThat(found).isEqualTo(OnTheWay.NOTHING);
  }

  private void commit(String group, Topic<?> topic, long offset) throws Exception {
    commit(group, topic, new OffsetAndMetadata(offset));
  }

  private void commit(String group, Topic<?> topic, OffsetAndMetadata offset) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      AlterConsumerGroupOffsetsResult altered =
          admin.alterConsumerGroupOffsets(
              group, Map.of(new TopicPartition(topic.name(), 0), offset));
      altered.all().get();
    }
  }
}
