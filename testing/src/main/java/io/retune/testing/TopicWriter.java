package io.retune.testing;

import com.google.protobuf.Message;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicNames;
import io.retune.schemas.TopicPartitioner;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes records as another service would. Each call returns when the broker has the record. */
public final class TopicWriter implements AutoCloseable {
  private static final TopicNames NAMES = new TopicNames("");

  private final KafkaProducer<String, byte[]> producer;

  public TopicWriter(String bootstrap) {
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.PARTITIONER_CLASS_CONFIG,
                TopicPartitioner.class.getName(),
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                128 << 20,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                192L << 20),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  public <V extends Message> void write(Topic<V> topic, String key, V message) {
    writeBytes(topic, key, message.toByteArray());
  }

  public void delete(Topic<?> topic, String key) {
    writeBytes(topic, key, null);
  }

  /** Writes any bytes, such as those that no service can read. */
  public void writeBytes(Topic<?> topic, String key, byte[] value) {
    try {
      producer.send(new ProducerRecord<>(NAMES.of(topic), key, value)).get();
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
