package io.retune.schemas.deadletter;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * A range of offsets of each of some partitions.
 *
 * @param from the first offsets
 * @param to the first offsets that are not part of it any more
 */
public record Extent(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
  public Extent {
    from = Map.copyOf(from);
    to = Map.copyOf(to);
    if (!from.keySet().equals(to.keySet())) {
      throw new IllegalArgumentException("a range has a beginning and an end");
    }
  }

  /** Whether no record can be in it. */
  public boolean isEmpty() {
    return offsets() == 0;
  }

  /** The part of it that is of some topics. */
  public Extent of(Set<String> clusterTopics) {
    Map<TopicPartition, Long> begins = new HashMap<>(from);
    begins.keySet().removeIf(partition -> !clusterTopics.contains(partition.topic()));
    Map<TopicPartition, Long> ends = new HashMap<>(to);
    ends.keySet().retainAll(begins.keySet());
    return new Extent(begins, ends);
  }

  /** How many offsets it has of each topic: at least as many as records. */
  public Map<String, Long> offsetsByTopic() {
    Map<String, Long> offsets = new HashMap<>();
    from.forEach(
        (partition, begin) ->
            offsets.merge(partition.topic(), Math.max(0, to.get(partition) - begin), Long::sum));
    return offsets;
  }

  /** How many offsets it has. */
  public long offsets() {
    return offsetsByTopic().values().stream().mapToLong(Long::longValue).sum();
  }
}
