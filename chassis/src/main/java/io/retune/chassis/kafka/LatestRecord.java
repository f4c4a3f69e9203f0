package io.retune.chassis.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
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
import org.jboss.logging.Logger;

/**
 * Finds records of one partition by their keys: the last record of a key, or all keys of a
 * collection. Not thread-safe.
 */
record LatestRecord(Consumer<String, byte[]> consumer, TopicNames names, Deadline deadline) {
  private static final Logger LOG = Logger.getLogger(LatestRecord.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long FIRST_STRETCH = 16;

  /** Looks at a record. */
  @FunctionalInterface
  interface Visitor {
    void visit(ConsumerRecord<String, byte[]> record);
  }

  /**
   * The last record of a key. Its partition is read from its end backwards, a growing stretch at a
   * time: what is looked for is mostly young, and the weights of all older versions need not be
   * fetched.
   *
   * @return the record, which may be a tombstone; empty where the topic has none of the key
   * @throws PartitionUnreadException if that took longer than the deadline
   */
  Optional<ConsumerRecord<String, byte[]>> of(Topic<?> topic, String key) {
    try {
      return partition(topic, key).flatMap(partition -> in(partition, key));
    } catch (TimeoutException e) {
      throw unread(names.of(topic), e);
    }
  }

  /**
   * The message in the last record of a key; one that cannot be read counts as not kept.
   *
   * @return empty also where that record is a tombstone
   * @throws PartitionUnreadException if that took longer than the deadline
   */
  <V extends Message> Optional<V> message(Topic<V> topic, String key) {
    return of(topic, key)
        .filter(record -> record.value() != null)
        .flatMap(record -> parsed(topic, record));
  }

  private static <V extends Message> Optional<V> parsed(
      Topic<V> topic, ConsumerRecord<String, byte[]> record) {
    try {
      return Optional.of(topic.parse(record.value()));
    } catch (InvalidProtocolBufferException e) {
      LOG.warnf(
          "%s[%d]@%d key %s cannot be read and counts as not kept: %s",
          record.topic(), record.partition(), record.offset(), record.key(), e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Shows all records of the partition of a key, in their order.
   *
   * @throws PartitionUnreadException if that took longer than the deadline
   */
  void forEach(Topic<?> topic, String key, Visitor visitor) {
    try {
      partition(topic, key)
          .ifPresent(
              partition -> {
                long[] bounds = assign(partition);
                between(partition, bounds[0], bounds[1], visitor);
              });
    } catch (TimeoutException e) {
      throw unread(names.of(topic), e);
    }
  }

  private Optional<TopicPartition> partition(Topic<?> topic, String key) {
    String name = names.of(topic);
    List<PartitionInfo> partitions = consumer.partitionsFor(name, deadline.remaining());
    return partitions == null || partitions.isEmpty()
        ? Optional.empty()
        : Optional.of(new TopicPartition(name, topic.partition(key, partitions.size())));
  }

  private Optional<ConsumerRecord<String, byte[]>> in(TopicPartition partition, String key) {
    long[] bounds = assign(partition);
    long end = bounds[1];
    LastOfKey found = new LastOfKey(key);
    for (long stretch = FIRST_STRETCH; found.record == null && end > bounds[0]; stretch *= 2) {
      long start = Math.max(bounds[0], end - stretch);
      between(partition, start, end, found);
      end = start;
    }
    return Optional.ofNullable(found.record);
  }

  /** Where the partition begins, and where it ends. */
  long[] assign(TopicPartition partition) {
    List<TopicPartition> only = List.of(partition);
    consumer.assign(only);
    return new long[] {
      consumer.beginningOffsets(only, deadline.remaining()).get(partition),
      consumer.endOffsets(only, deadline.remaining()).get(partition)
    };
  }

  /** Shows the records of an assigned partition from one offset to before another. */
  void between(TopicPartition partition, long start, long end, Visitor visitor) {
    consumer.seek(partition, start);
    while (consumer.position(partition, deadline.remaining()) < end) {
      if (deadline.hasPassed()) {
        throw unread(partition.toString(), null);
      }
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < end) {
          visitor.visit(record);
        }
      }
    }
  }

  private PartitionUnreadException unread(String partition, Exception cause) {
    return new PartitionUnreadException(
        "%s could not be read within %s".formatted(partition, deadline.timeout()), cause);
  }

  private static final class LastOfKey implements Visitor {
    private final String key;
    private ConsumerRecord<String, byte[]> record;

    private LastOfKey(String key) {
      this.key = key;
    }

    @Override
    public void visit(ConsumerRecord<String, byte[]> visited) {
      if (key.equals(visited.key())) {
        record = visited;
      }
    }
  }
}
