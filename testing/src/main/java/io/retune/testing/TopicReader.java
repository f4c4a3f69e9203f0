package io.retune.testing;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the committed records of one topic from its beginning. Not thread-safe. */
public final class TopicReader<V extends Message> implements AutoCloseable {
  private static final TopicNames NAMES = new TopicNames("");
  private static final Duration POLL = Duration.ofMillis(100);

  private final Topic<V> topic;
  private final Duration timeout;
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

  /**
   * @param timeout how long a wait may take before it fails
   */
  public TopicReader(String bootstrap, Topic<V> topic, Duration timeout) {
    this(bootstrap, Map.of(), topic, timeout);
  }

  /**
   * @param access how the cluster wants a client to log in and to encrypt
   * @param timeout how long a wait may take before it fails
   */
  public TopicReader(
      String bootstrap, Map<String, String> access, Topic<V> topic, Duration timeout) {
    this.topic = topic;
    this.timeout = timeout;
    Map<String, Object> settings = new HashMap<>(access);
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** All records so far, once they meet the condition. */
  public List<ConsumerRecord<String, byte[]>> awaitRecords(
      Predicate<List<ConsumerRecord<String, byte[]>>> condition) {
    Instant deadline = Instant.now().plus(timeout);
    assign(deadline);
    while (!condition.test(records)) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError(
            "not met in " + timeout + " by the " + records.size() + " records of " + topic.name());
      }
      consumer.poll(POLL).forEach(records::add);
    }
    return List.copyOf(records);
  }

  /** The records once there are at least so many. */
  public List<ConsumerRecord<String, byte[]>> awaitRecords(int count) {
    return awaitRecords(read -> read.size() >= count);
  }

  /** The messages, without tombstones, once there are at least so many records. */
  public List<V> awaitMessages(int count) {
    return awaitRecords(count).stream()
        .filter(record -> record.value() != null)
        .map(this::message)
        .toList();
  }

  /** The message of a record that is no tombstone. */
  public V message(ConsumerRecord<String, byte[]> record) {
    try {
      return topic.parse(record.value());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("unreadable record in " + topic.name(), e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void assign(Instant deadline) {
    while (consumer.assignment().isEmpty()) {
      List<PartitionInfo> partitions =
          consumer.listTopics().getOrDefault(NAMES.of(topic), List.of());
      consumer.assign(
          partitions.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList());
      consumer.seekToBeginning(consumer.assignment());
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("no topic " + topic.name() + " in " + timeout);
      }
    }
  }
}
