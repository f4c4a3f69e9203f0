package io.retune.cli.cluster;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.retune.cli.CommandFailure;
import io.retune.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Reads what a topic holds at this moment, from its beginning to its present end. */
public final class TopicScan {
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Cluster cluster;

  public TopicScan(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Hands over each committed record, tombstones too, in the order of each partition. */
  public void forEach(
      Topic<?> topic, java.util.function.Consumer<ConsumerRecord<String, byte[]>> reader) {
    try (Consumer<String, byte[]> consumer = cluster.consumer()) {
      List<TopicPartition> partitions = cluster.partitions(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Instant deadline = Instant.now().plus(PATIENCE);
      while (!isAtEnd(consumer, ends)) {
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        records.forEach(reader);
        if (!records.isEmpty()) {
          deadline = Instant.now().plus(PATIENCE);
        } else if (Instant.now().isAfter(deadline)) {
          throw new CommandFailure(
              "topic " + cluster.names().of(topic) + " cannot be read to its end");
        }
      }
    }
  }

  /**
   * The last message of each key that has one, by key. Records that cannot be read are left out:
   * they are a matter for dead letters.
   *
   * @param wanted which keys to keep
   */
  public <V extends Message> Map<String, V> latest(Topic<V> topic, Predicate<String> wanted) {
    Map<String, byte[]> values = new TreeMap<>();
    forEach(
        topic,
        record -> {
          if (record.key() == null || !wanted.test(record.key())) {
            return;
          }
          if (record.value() == null) {
            values.remove(record.key());
          } else {
            values.put(record.key(), record.value());
          }
        });
    Map<String, V> messages = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          try {
            messages.put(key, topic.parse(value));
          } catch (InvalidProtocolBufferException e) {
            messages.remove(key);
          }
        });
    return messages;
  }

  private static boolean isAtEnd(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }
}
