package io.retune.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void committedTransactionsOutliveARestart() throws Exception {
    // Given
    try (var broker = new EmbeddedBroker(directory, 0, Map.of());
        var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      admin.createTopics(List.of(new NewTopic("events", 1, (short) 1))).all().get();
      try (var producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", broker.bootstrap(), "transactional.id", "test"),
              new StringSerializer(),
              new StringSerializer())) {
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("events", "kept")).get();
        producer.commitTransaction();
      }
    }

    // When
    try (var broker = new EmbeddedBroker(directory, 0, Map.of());
        var consumer =
            new KafkaConsumer<>(
                Map.of(
                    "bootstrap.servers", broker.bootstrap(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition("events", 0)));
      consumer.seekToBeginning(consumer.assignment());
      var records = consumer.poll(TIMEOUT);

      // Then
      assertThat(records).extracting("value").containsExactly("kept");
    }
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    // Given
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      // When, Then
      assertThatThrownBy(() -> new EmbeddedBroker(directory, port, Map.of()).close())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("port " + port);
    }
  }
}
