package io.retune.eval.release;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.retune.schemas.EntryKey;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.AdapterRelease;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads the collection's partition of the topics from its beginning: first the releases, which hold
 * what is served and are few, then the checkpoints. Each call opens a consumer of its own, outside
 * any group, and reads committed records only. Thread-safe.
 */
public final class KafkaCheckpointLog implements CheckpointLog {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> kafka;
  private final TopicNames names;
  private final Duration timeout;

  /**
   * @param kafka the settings of the cluster
   * @param timeout how long one topic may take
   */
  public KafkaCheckpointLog(Map<String, Object> kafka, TopicNames names, Duration timeout) {
    this.kafka = Map.copyOf(kafka);
    this.names = names;
    this.timeout = timeout;
  }

  @Override
  public Optional<AdapterCheckpoint> find(String collection, long version) {
    Optional<AdapterCheckpoint> released =
        last(Topics.ADAPTER_RELEASES, collection)
            .filter(release -> release.getVersion() == version && release.hasCheckpoint())
            .map(AdapterRelease::getCheckpoint);
    return released.or(
        () ->
            last(
                Topics.ADAPTER_CHECKPOINTS,
                new EntryKey(collection, Long.toString(version)).toString()));
  }

  /** The last record of a key; empty where that is a tombstone, is unreadable or is not there. */
  private <V extends Message> Optional<V> last(Topic<V> topic, String key) {
    Instant deadline = Instant.now().plus(timeout);
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      TopicPartition partition = partition(consumer, topic, key);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition), timeout).get(partition);
      byte[] value = null;
      while (consumer.position(partition) < end) {
        if (Instant.now().isAfter(deadline)) {
          throw new TimeoutException("reading " + partition + " took longer than " + timeout);
        }
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          value = key.equals(record.key()) ? record.value() : value;
        }
      }
      return value == null ? Optional.empty() : Optional.of(topic.parse(value));
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  private TopicPartition partition(
      KafkaConsumer<String, byte[]> consumer, Topic<?> topic, String key) {
    List<PartitionInfo> partitions = consumer.partitionsFor(names.of(topic), timeout);
    return new TopicPartition(names.of(topic), topic.partition(key, partitions.size()));
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
