package io.retune.chassis.fair;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** A lane's records that nobody has taken yet, of all partitions. Not thread-safe. */
final class LaneQueue {
  private final Room room;

  /** The first one is next. */
  private final Map<TopicPartition, HeldRecords> partitions = new LinkedHashMap<>();

  LaneQueue(Room room) {
    this.room = room;
  }

  /** Those of a partition, which may be none yet. */
  HeldRecords of(TopicPartition partition) {
    return partitions.computeIfAbsent(partition, added -> new HeldRecords(room));
  }

  boolean has(TopicPartition partition) {
    return partitions.containsKey(partition);
  }

  /** Whether these are still a partition's, and not others that were noted anew. */
  boolean holds(TopicPartition partition, HeldRecords records) {
    return partitions.get(partition) == records;
  }

  /** Where the next records are; empty where there are none. */
  Optional<TopicPartition> next() {
    return partitions.keySet().stream().findFirst();
  }

  /** Another partition is next, where there is one. */
  void passOn() {
    next().ifPresent(first -> partitions.put(first, partitions.remove(first)));
  }

  /** Whether the lowest offset that waits in a partition is this. */
  boolean beginsWith(TopicPartition partition, long offset) {
    HeldRecords records = partitions.get(partition);
    return records != null && !records.isEmpty() && records.first() == offset;
  }

  boolean isEmpty() {
    return partitions.isEmpty();
  }

  long offsets() {
    return partitions.values().stream().mapToLong(HeldRecords::offsets).sum();
  }

  void dropEmpty() {
    partitions.values().removeIf(HeldRecords::isEmpty);
  }

  void remove(TopicPartition partition) {
    HeldRecords records = partitions.remove(partition);
    if (records != null) {
      records.clear();
    }
  }

  /** Holds no records in memory any more; they are read again. */
  void drop() {
    partitions.values().forEach(HeldRecords::drop);
  }

  void clear() {
    partitions.values().forEach(HeldRecords::clear);
    partitions.clear();
  }
}
