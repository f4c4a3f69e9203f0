package io.retune.chassis.kafka;

import io.retune.schemas.TopicNames;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads committed records of single partitions, outside any group. Each call opens a consumer of
 * its own. Thread-safe.
 */
public final class PartitionReader {
  private final KafkaClients clients;
  private final TopicNames names;
  private final Duration timeout;

  /**
   * @param timeout how long one call may take
   */
  public PartitionReader(KafkaClients clients, TopicNames names, Duration timeout) {
    this.clients = Objects.requireNonNull(clients, "clients");
    this.names = Objects.requireNonNull(names, "names");
    this.timeout = Objects.requireNonNull(timeout, "timeout");
  }

  /**
   * Shows the records of each partition that are there now, partition by partition, in their order.
   *
   * @throws PartitionUnreadException if that took too long
   */
  public void all(
      Collection<TopicPartition> partitions,
      java.util.function.Consumer<ConsumerRecord<String, byte[]>> visitor) {
    last(partitions, Long.MAX_VALUE, visitor);
  }

  /**
   * Shows the last records of each partition, partition by partition, in their order.
   *
   * @param offsets how many offsets before its end are read of each partition
   * @throws PartitionUnreadException if that took too long
   */
  public void last(
      Collection<TopicPartition> partitions,
      long offsets,
      java.util.function.Consumer<ConsumerRecord<String, byte[]>> visitor) {
    Deadline deadline = Deadline.in(timeout);
    try (Consumer<String, byte[]> consumer = clients.committedReader()) {
      LatestRecord records = new LatestRecord(consumer, names, deadline);
      for (TopicPartition partition : partitions) {
        long[] bounds = records.assign(partition);
        long start = bounds[1] - bounds[0] > offsets ? bounds[1] - offsets : bounds[0];
        records.between(partition, start, bounds[1], visitor::accept);
      }
    } catch (TimeoutException e) {
      throw new PartitionUnreadException(
          "%s could not be read within %s".formatted(partitions, timeout), e);
    }
  }
}
