package io.retune.testing;

import com.google.protobuf.Message;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicNames;
import io.retune.schemas.TopicPartitioner;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes records as another service would. Each call returns when the broker has the record. */
public final class TopicWriter implements AutoCloseable {
  private static final TopicNames NAMES = new TopicNames("");

  private final KafkaProducer<String, byte[]> producer;

  public TopicWriter(String bootstrap) {
    this(bootstrap, Map.of());
  }

  /**
   * @param access how the cluster wants a client to log in and to encrypt
   */
  public TopicWriter(String bootstrap, Map<String, String> access) {
    Map<String, Object> settings = new HashMap<>(access);
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    settings.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, TopicPartitioner.class.getName());
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 128 << 20);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 192L << 20);
    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  public <V extends Message> void write(Topic<V> topic, String key, V message) {
    writeBytes(topic, key, message.toByteArray());
  }

  public void delete(Topic<?> topic, String key) {
    writeBytes(topic, key, null);
  }

  /** Writes records at once, so that readers mostly get those of a partition at once too. */
  public <V extends Message> void writeAll(Topic<V> topic, Map<String, V> messages) {
    List<Future<RecordMetadata>> sent =
        messages.entrySet().stream()
            .map(
                each ->
                    producer.send(
                        new ProducerRecord<>(
                            NAMES.of(topic), each.getKey(), each.getValue().toByteArray())))
            .toList();
    sent.forEach(TopicWriter::await);
  }

  /** Writes a record as if it were that old. */
  public <V extends Message> void writeAt(Instant time, Topic<V> topic, String key, V message) {
    send(
        new ProducerRecord<>(
            NAMES.of(topic), null, time.toEpochMilli(), key, message.toByteArray()));
  }

  /** Writes any bytes, such as those that no service can read. */
  public void writeBytes(Topic<?> topic, String key, byte[] value) {
    send(new ProducerRecord<>(NAMES.of(topic), key, value));
  }

  private void send(ProducerRecord<String, byte[]> record) {
    await(producer.send(record));
  }

  private static void await(Future<RecordMetadata> sent) {
    try {
      sent.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
