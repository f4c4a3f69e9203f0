package io.retune.trainer.train.stream;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.schemas.EntryKey;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterCheckpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Looks for a checkpoint in the committed records of the collection's partition, with a consumer of
 * its own outside any group. Thread-safe.
 */
public final class KafkaCheckpointLog implements CheckpointLog {

  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> kafka;
  private final TopicNames names;
  private final Duration patience;

  /**
   * @param kafka the settings of the cluster
   * @param patience how long a look-up may take
   */
  public KafkaCheckpointLog(Map<String, Object> kafka, TopicNames names, Duration patience) {
    this.kafka = Map.copyOf(kafka);
    this.names = names;
    this.patience = patience;
  }

  @Override
  public Optional<AdapterCheckpoint> find(String collection, long version) {
    String key = new EntryKey(collection, Long.toString(version)).toString();
    Instant deadline = Instant.now().plus(patience);
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      String topic = names.of(Topics.ADAPTER_CHECKPOINTS);
      int partitions = consumer.partitionsFor(topic, patience).size();
      TopicPartition partition =
          new TopicPartition(topic, Topics.ADAPTER_CHECKPOINTS.partition(key, partitions));
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition), patience).get(partition);
      byte[] found = null;
      while (consumer.position(partition, patience) < end) {
        if (Instant.now().isAfter(deadline)) {
          throw new TimeoutException("reading %s took longer than %s".formatted(topic, patience));
        }
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          if (key.equals(record.key())) {
            found = record.value();
          }
        }
      }
      return found == null
          ? Optional.empty()
          : Optional.of(Topics.ADAPTER_CHECKPOINTS.parse(found));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("checkpoint %s is unreadable".formatted(key), e);
    }
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
