package io.retune.chassis.kafka;

import io.retune.schemas.TopicNames;
import io.retune.schemas.TopicPartitioner;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Opens clients that a stage uses beside its channels or its streams. Keys are text, values bytes.
 * Who opens a client closes it. Thread-safe.
 */
@Singleton
public final class KafkaClients {
  private static final int MAX_BLOCK_MILLIS = 60_000;
  private static final int MAX_REQUEST_MILLIS = 30_000;
  private static final int TRANSACTION_MILLIS = 30_000;

  private final Map<String, Object> cluster;
  private final TopicNames names;

  /**
   * @param cluster the settings of the cluster, such as its address and its credentials
   */
  @Inject
  public KafkaClients(
      @Identifier("default-kafka-broker") Map<String, Object> cluster, TopicNames names) {
    this.cluster = Map.copyOf(cluster);
    this.names = Objects.requireNonNull(names, "names");
  }

  /**
   * A consumer outside any group, which reads committed records only and commits nothing. Its
   * partitions are assigned by hand. Not thread-safe.
   */
  public Consumer<String, byte[]> committedReader() {
    Map<String, Object> settings = new HashMap<>(cluster);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** An administrator of the cluster. Thread-safe. */
  public Admin admin() {
    return Admin.create(cluster);
  }

  /**
   * A producer that puts each record where its topic's declaration says, and confirms it when all
   * replicas in sync have it, once. Thread-safe.
   */
  public Producer<String, byte[]> producer(ProducerLimits limits) {
    return open(producerSettings(limits));
  }

  /**
   * The same for transactions, which are not begun yet. What it leaves open is taken back after
   * half a minute, so that nobody waits longer for the records behind it.
   *
   * @param transactionalId of this process alone
   */
  public Producer<String, byte[]> transactionalProducer(
      ProducerLimits limits, String transactionalId) {
    Map<String, Object> settings = producerSettings(limits);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
    return open(settings);
  }

  private Map<String, Object> producerSettings(ProducerLimits limits) {
    int timeout = Math.toIntExact(limits.timeout().toMillis());
    Map<String, Object> settings = new HashMap<>(cluster);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, TopicPartitioner.class.getName());
    settings.put(TopicPartitioner.PREFIX_CONFIG, names.prefix());
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, limits.maxMessageBytes());
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, limits.bufferBytes());
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Math.min(timeout, MAX_BLOCK_MILLIS));
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.min(timeout, MAX_REQUEST_MILLIS));
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
    return settings;
  }

  private static Producer<String, byte[]> open(Map<String, Object> settings) {
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }
}
