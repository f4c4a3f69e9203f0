package io.retune.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.testing.TestBroker;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class TopicRecordsTest {
  private static final String COMMITTED = "committed-";
  private static TestBroker broker;
  private static TopicRecords records;

  /** Each record in a transaction of its own, whose mark has an offset; others are aborted. */
  @BeforeAll
  static void writeInTransactions() {
    broker = TestBroker.start().withTopics(1);
    records = new TopicRecords(new Cluster(broker.bootstrap(), new TopicNames("")));
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap(), "transactional.id", "test"),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.initTransactions();
      for (int i = 0; i < 10; i++) {
        write(producer, COMMITTED + i);
        producer.commitTransaction();
      }
      for (int i = 0; i < 10; i++) {
        write(producer, "aborted-" + i);
        producer.abortTransaction();
      }
    }
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void goesBackBeyondOffsetsThatHoldNoCommittedRecord() {
    // Given
    int max = 4;

    // When
    List<ConsumerRecord<String, byte[]>> last = records.last(Topics.NODES, max);

    // Then
    assertThat(last)
        .extracting(ConsumerRecord::key)
        .containsExactly("committed-6", "committed-7", "committed-8", "committed-9");
  }

  @Test
  void hasAllRecordsWhereThereAreFewerThanWanted() {
    // Given
    int max = 1000;

    // When
    List<ConsumerRecord<String, byte[]>> last = records.last(Topics.NODES, max);

    // Then
    assertThat(last)
        .extracting(ConsumerRecord::key)
        .containsExactlyElementsOf(
            Stream.iterate(0, i -> i + 1).limit(10).map(i -> COMMITTED + i).toList());
  }

  @Test
  void hasNoRecordsWhereTheTopicIsEmpty() {
    // Given
    int max = 3;

    // When
    List<ConsumerRecord<String, byte[]>> last = records.last(Topics.QUERIES, max);

    // Then
    assertThat(last).isEmpty();
  }

  private static void write(KafkaProducer<String, byte[]> producer, String key) {
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(Topics.NODES.name(), key, new byte[0]));
    producer.flush();
  }
}
