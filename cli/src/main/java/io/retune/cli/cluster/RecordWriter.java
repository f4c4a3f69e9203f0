package io.retune.cli.cluster;

import com.google.protobuf.Message;
import io.retune.cli.CommandFailure;
import io.retune.schemas.CloudEvent;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicPartitioner;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes records as the command. The broker has them all when {@link #flush} has returned. Not
 * thread-safe.
 */
public final class RecordWriter implements AutoCloseable {
  private static final int LARGEST_REQUEST = 68 << 20;
  private static final long BUFFER = 80L << 20;
  private static final int DELIVERY_MILLIS = 60_000;

  private final Cluster cluster;
  private final Producer<String, byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  RecordWriter(Cluster cluster) {
    this.cluster = cluster;
    this.producer =
        new KafkaProducer<>(
            cluster.client(
                Map.of(
                    ProducerConfig.PARTITIONER_CLASS_CONFIG,
                    TopicPartitioner.class.getName(),
                    TopicPartitioner.PREFIX_CONFIG,
                    cluster.names().prefix(),
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    LARGEST_REQUEST,
                    ProducerConfig.BUFFER_MEMORY_CONFIG,
                    BUFFER,
                    ProducerConfig.MAX_BLOCK_MS_CONFIG,
                    DELIVERY_MILLIS,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                    DELIVERY_MILLIS)),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Sends a message in place of the one that the key has. */
  public <V extends Message> void write(Topic<V> topic, String key, V message) {
    write(topic, key, message.toByteArray());
  }

  /** Sends a tombstone. */
  public void delete(Topic<?> topic, String key) {
    write(topic, key, (byte[]) null);
  }

  /**
   * Sends a tombstone on the partition of another key, where it comes behind that key's records.
   *
   * @param key of the tombstone, of which the topic has no record
   */
  public void deleteBeside(Topic<?> topic, String other, String key) {
    String name = cluster.names().of(topic);
    int partition = topic.partition(other, producer.partitionsFor(name).size());
    write(topic, new ProducerRecord<>(name, partition, key, null));
  }

  /**
   * Sends a record as it is, headers and all.
   *
   * @param placed told the offset once the broker has the record, by another thread
   */
  public void forward(
      Topic<?> topic, String key, byte[] value, Headers headers, LongConsumer placed) {
    send(new ProducerRecord<>(cluster.names().of(topic), null, key, value, headers), placed);
  }

  /**
   * @throws CommandFailure if one of the records so far did not arrive
   */
  public void flush() {
    producer.flush();
    Exception failed = failure.get();
    if (failed != null) {
      throw new CommandFailure(
          "Kafka at " + cluster.bootstrap() + " did not take a record: " + failed.getMessage(),
          failed);
    }
  }

  @Override
  public void close() {
    producer.close();
  }

  private void write(Topic<?> topic, String key, byte[] value) {
    write(topic, new ProducerRecord<>(cluster.names().of(topic), key, value));
  }

  private void write(Topic<?> topic, ProducerRecord<String, byte[]> record) {
    CloudEvent.of(topic, "cli")
        .stamp(
            record.headers(),
            CloudEvent.id(topic, record.key(), UUID.randomUUID().toString()),
            Instant.now());
    send(record, offset -> {});
  }

  private void send(ProducerRecord<String, byte[]> record, LongConsumer placed) {
    try {
      producer.send(
          record,
          (metadata, exception) -> {
            if (exception == null) {
              placed.accept(metadata.offset());
            } else {
              failure.compareAndSet(null, exception);
            }
          });
    } catch (KafkaException e) {
      failure.compareAndSet(null, e);
      flush();
    }
  }
}
