package io.retune.chassis.streams;

import io.retune.schemas.Topic;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Puts the records of a sink where the topic's declaration says; those without a key, which only
 * dead letters are, on the first partition.
 *
 * @param <V> the sink's values
 */
public record TopicStreamPartitioner<V>(Topic<?> topic) implements StreamPartitioner<String, V> {
  @Override
  public Optional<Set<Integer>> partitions(String name, String key, V value, int partitions) {
    return Optional.of(Set.of(key == null ? 0 : topic.partition(key, partitions)));
  }
}
