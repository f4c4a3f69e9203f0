package io.retune.bench.ingest;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.schemas.EntryKey;
import io.retune.schemas.TopicPartitioner;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Document;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes documents and waits until something came out for each. Not thread-safe. */
final class DocumentRun implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final BooleanSupplier serviceLives;
  private final Producer<String, byte[]> producer;
  private final Consumer<String, byte[]> consumer;

  /**
   * @param serviceLives asked while it waits, so that nobody waits for a service that has died
   */
  DocumentRun(String bootstrap, BooleanSupplier serviceLives) {
    this.serviceLives = serviceLives;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.PARTITIONER_CLASS_CONFIG,
                TopicPartitioner.class.getName()),
            new StringSerializer(),
            new ByteArraySerializer());
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Seconds until each of the documents has a committed node. */
  double throughIngest(List<Document> documents) {
    return seconds(Topics.DOCUMENTS.name(), Topics.NODES.name(), documents);
  }

  /** Seconds until each of the documents was read from the topic that it was written to. */
  double throughTopic(String topic, List<Document> documents) {
    return seconds(topic, topic, documents);
  }

  private double seconds(String in, String out, List<Document> documents) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(out).stream()
            .map(each -> new TopicPartition(out, each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    Set<String> waiting = new HashSet<>();
    documents.forEach(document -> waiting.add(key(document)));

    long start = System.nanoTime();
    documents.forEach(
        document -> producer.send(new ProducerRecord<>(in, key(document), document.toByteArray())));
    producer.flush();
    while (!waiting.isEmpty()) {
      consumer.poll(POLL).forEach(record -> waiting.remove(document(out, record)));
      if (!serviceLives.getAsBoolean()) {
        throw new IllegalStateException("the service has ended; its log says why");
      }
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new IllegalStateException(
            "nothing of %d documents after %s".formatted(waiting.size(), PATIENCE));
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static String key(Document document) {
    return new EntryKey(document.getCollection(), document.getDocumentId()).toString();
  }

  /** The key of the document that a record is, or is a node of. */
  private static String document(String topic, ConsumerRecord<String, byte[]> record) {
    if (!topic.equals(Topics.NODES.name())) {
      return record.key();
    }
    try {
      return new EntryKey(
              EntryKey.parse(record.key()).collection(),
              Topics.NODES.parse(record.value()).getDocumentId())
          .toString();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a node that cannot be read", e);
    }
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
