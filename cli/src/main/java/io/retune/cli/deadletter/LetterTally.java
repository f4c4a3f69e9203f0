package io.retune.cli.deadletter;

import io.retune.cli.cluster.TopicRecords;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.deadletter.Extent;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Counts the letters of a topic without reading too much: Kafka hands out a record with all that it
 * holds, which may be a document of 64 MB. What is not read is counted by offsets, which the marks
 * of transactions and letters that were taken back have, too. Not thread-safe.
 */
final class LetterTally {
  private static final long READ_BYTES = 4L << 20;

  private final Map<TopicPartition, Part> parts = new HashMap<>();
  private final Extent extent;
  private long bytes;

  private LetterTally(Extent extent) {
    this.extent = extent;
    extent.from().forEach((partition, begin) -> parts.put(partition, new Part(begin)));
  }

  /** Counts by offsets, and so at most too many. */
  static LetterCount byOffsets(String topic, Extent extent) {
    return new LetterTally(extent).count(topic);
  }

  /** Counts by reading, as far as the letters are not too large together. */
  static LetterCount byReading(String topic, Extent extent, TopicRecords reader) {
    LetterTally tally = new LetterTally(extent);
    reader.forEachWhile(extent, tally::take);
    if (tally.wantsMore()) {
      // What is left at the ends are marks of transactions.
      extent.to().forEach((partition, end) -> tally.parts.get(partition).next = end);
    }
    return tally.count(topic);
  }

  private boolean take(ConsumerRecord<String, byte[]> record) {
    parts.get(new TopicPartition(record.topic(), record.partition())).take(record);
    bytes += Math.max(0, record.serializedValueSize());
    return wantsMore();
  }

  private boolean wantsMore() {
    return bytes < READ_BYTES;
  }

  private LetterCount count(String topic) {
    long letters = 0;
    long unread = 0;
    for (Map.Entry<TopicPartition, Part> part : parts.entrySet()) {
      letters += part.getValue().letters();
      unread += Math.max(0, extent.to().get(part.getKey()) - part.getValue().next);
    }
    return new LetterCount(topic, letters + unread, unread == 0);
  }

  /** What was read of a partition. */
  private static final class Part {
    private final Map<String, Integer> byKey = new HashMap<>();
    private long next;

    Part(long next) {
      this.next = next;
    }

    void take(ConsumerRecord<String, byte[]> record) {
      next = record.offset() + 1;
      if (DeadLetter.takesBack(record)) {
        byKey.remove(record.key());
      } else {
        byKey.merge(record.key(), 1, Integer::sum);
      }
    }

    long letters() {
      return byKey.values().stream().mapToLong(Integer::longValue).sum();
    }
  }
}
