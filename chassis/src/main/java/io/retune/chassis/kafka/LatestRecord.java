package io.retune.chassis.kafka;

import io.retune.schemas.Topic;
import io.retune.schemas.TopicNames;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Finds the last record of a key. A partition is read from its end backwards, a growing stretch at
 * a time: what is looked for is mostly young, and the weights of all older versions need not be
 * fetched. Not thread-safe.
 */
record LatestRecord(Consumer<String, byte[]> consumer, TopicNames names, Deadline deadline) {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long FIRST_STRETCH = 16;

  /**
   * @return the record, which may be a tombstone; empty where the topic has none of the key
   * @throws PartitionUnreadException if that took longer than the deadline
   */
  Optional<ConsumerRecord<String, byte[]>> of(Topic<?> topic, String key) {
    String name = names.of(topic);
    try {
      List<PartitionInfo> partitions = consumer.partitionsFor(name, deadline.remaining());
      return partitions == null || partitions.isEmpty()
          ? Optional.empty()
          : in(new TopicPartition(name, topic.partition(key, partitions.size())), key);
    } catch (TimeoutException e) {
      throw unread(name, e);
    }
  }

  private Optional<ConsumerRecord<String, byte[]>> in(TopicPartition partition, String key) {
    List<TopicPartition> only = List.of(partition);
    try {
      consumer.assign(only);
      long begin = consumer.beginningOffsets(only, deadline.remaining()).get(partition);
      long end = consumer.endOffsets(only, deadline.remaining()).get(partition);
      Optional<ConsumerRecord<String, byte[]>> found = Optional.empty();
      for (long stretch = FIRST_STRETCH; found.isEmpty() && end > begin; stretch *= 2) {
        long start = Math.max(begin, end - stretch);
        found = between(partition, start, end, key);
        end = start;
      }
      return found;
    } catch (TimeoutException e) {
      throw unread(partition.toString(), e);
    }
  }

  private Optional<ConsumerRecord<String, byte[]>> between(
      TopicPartition partition, long start, long end, String key) {
    Optional<ConsumerRecord<String, byte[]>> found = Optional.empty();
    consumer.seek(partition, start);
    while (consumer.position(partition, deadline.remaining()) < end) {
      if (deadline.hasPassed()) {
        throw unread(partition.toString(), null);
      }
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < end && key.equals(record.key())) {
          found = Optional.of(record);
        }
      }
    }
    return found;
  }

  private PartitionUnreadException unread(String partition, Exception cause) {
    return new PartitionUnreadException(
        "%s could not be read within %s".formatted(partition, deadline.timeout()), cause);
  }
}
