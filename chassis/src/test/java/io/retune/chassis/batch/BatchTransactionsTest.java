package io.retune.chassis.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.broker.EmbeddedBroker;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.ProducerLimits;
import io.retune.chassis.lifecycle.StopSignal;
import io.retune.schemas.TopicCreator;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.QaPairs;
import io.retune.testing.TopicReader;
import io.retune.testing.TopicWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTransactionsTest {
  private static final TopicNames NAMES = new TopicNames("");
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final byte[] OLD = {1};
  private static final byte[] NEW = {2};

  @TempDir Path directory;
  private EmbeddedBroker broker;
  private final StopSignal stop = new StopSignal();

  @BeforeEach
  void start() {
    broker = new EmbeddedBroker(directory, 0, Map.of());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      new TopicCreator(NAMES, 1, Optional.of((short) 1)).createAll(admin, TIMEOUT);
    }
  }

  @AfterEach
  void stop() {
    stop.give();
    broker.close();
  }

  @Test
  void writesWhatCameOfABatchTogetherWithItsOffsets() {
    // Given
    write("docs/n1");
    try (KafkaConsumer<String, byte[]> consumer = consumer();
        BatchTransactions transactions = transactions(consumer::groupMetadata)) {
      PolledBatch batch = poll(consumer);

      // When
      boolean written = transactions.commit(batch, List.of(qaPairs("docs/n1", NEW)));

      // Then
      assertThat(written).isTrue();
      assertThat(visible(1)).singleElement().extracting(ConsumerRecord::value).isEqualTo(NEW);
      assertThat(committed(consumer)).isEqualTo(1);
    }
  }

  @Test
  void leavesNothingOfWorkThatEndsAfterItsPartitionHasANewOwner() {
    // Given
    write("docs/n1");
    KafkaConsumer<String, byte[]> slow = consumer();
    PolledBatch slowBatch = poll(slow);
    ConsumerGroupMetadata asItStillBelieves = slow.groupMetadata();
    slow.close();
    try (KafkaConsumer<String, byte[]> owner = consumer();
        BatchTransactions ofOwner = transactions(owner::groupMetadata);
        BatchTransactions ofSlow = transactions(() -> asItStillBelieves)) {
      ofOwner.commit(poll(owner), List.of(qaPairs("docs/n1", null)));

      // When
      boolean written = ofSlow.commit(slowBatch, List.of(qaPairs("docs/n1", OLD)));

      // Then
      write("docs/n2");
      ofOwner.commit(poll(owner), List.of(qaPairs("docs/n2", NEW)));
      assertThat(written).isFalse();
      assertThat(visible(2)).extracting(ConsumerRecord::value).containsExactly(null, NEW);
      assertThat(committed(owner)).isEqualTo(2);
    }
  }

  @Test
  void doesNotEvenBeginWhereTheGroupIsKnownToHaveChanged() {
    // Given
    write("docs/n1");
    try (KafkaConsumer<String, byte[]> consumer = consumer();
        BatchTransactions transactions =
            transactions(() -> new ConsumerGroupMetadata("stage", 1_000, "m", Optional.empty()))) {
      PolledBatch batch = poll(consumer);

      // When
      boolean written = transactions.commit(batch, List.of(qaPairs("docs/n1", OLD)));

      // Then
      assertThat(written).isFalse();
      assertThat(committed(consumer)).isZero();
    }
  }

  @Test
  void writesTheBatchWhenABrokerThatWasAwayIsBack() throws Exception {
    // Given
    write("docs/n1");
    AtomicReference<ConsumerGroupMetadata> group = new AtomicReference<>();
    try (KafkaConsumer<String, byte[]> consumer = consumer();
        BatchTransactions transactions = transactions(group::get)) {
      PolledBatch batch = poll(consumer);
      group.set(consumer.groupMetadata());
      int port = Integer.parseInt(broker.bootstrap().split(":")[1]);
      broker.close();

      CompletableFuture<Boolean> written =
          CompletableFuture.supplyAsync(
              () -> transactions.commit(batch, List.of(qaPairs("docs/n1", NEW))));
      // A first try takes three seconds.
      assertThat(written.copy().completeOnTimeout(null, 5, TimeUnit.SECONDS).get()).isNull();

      // When
      broker = new EmbeddedBroker(directory, port, Map.of());

      // Then
      assertThat(written.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(visible(1)).extracting(ConsumerRecord::value).contains(NEW);
    }
  }

  private BatchTransactions transactions(Supplier<ConsumerGroupMetadata> group) {
    return new BatchTransactions(
        "stage",
        new KafkaClients(Map.of("bootstrap.servers", broker.bootstrap()), NAMES),
        ProducerLimits.of(Topics.QA_PAIRS, Duration.ofSeconds(3)),
        group,
        stop);
  }

  private KafkaConsumer<String, byte[]> consumer() {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrap(),
                "group.id",
                "stage",
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                "false",
                "session.timeout.ms",
                "45000"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of(NAMES.of(Topics.NODES)));
    return consumer;
  }

  private static PolledBatch poll(KafkaConsumer<String, byte[]> consumer) {
    ConsumerRecords<String, byte[]> polled = ConsumerRecords.empty();
    while (polled.isEmpty()) {
      polled = consumer.poll(Duration.ofMillis(100));
    }
    return PolledBatch.of(polled, consumer.groupMetadata().generationId());
  }

  private static long committed(KafkaConsumer<String, byte[]> consumer) {
    OffsetAndMetadata offset =
        consumer
            .committed(Set.of(new TopicPartition(NAMES.of(Topics.NODES), 0)))
            .get(new TopicPartition(NAMES.of(Topics.NODES), 0));
    return offset == null ? 0 : offset.offset();
  }

  private List<ConsumerRecord<String, byte[]>> visible(int count) {
    try (TopicReader<QaPairs> reader =
        new TopicReader<>(broker.bootstrap(), Topics.QA_PAIRS, TIMEOUT)) {
      return reader.awaitRecords(count);
    }
  }

  private void write(String key) {
    try (TopicWriter writer = new TopicWriter(broker.bootstrap())) {
      writer.writeBytes(Topics.NODES, key, OLD);
    }
  }

  private static ProducerRecord<String, byte[]> qaPairs(String key, byte[] value) {
    return new ProducerRecord<>(NAMES.of(Topics.QA_PAIRS), null, key, value);
  }
}
