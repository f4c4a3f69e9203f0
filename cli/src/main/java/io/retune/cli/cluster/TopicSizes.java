package io.retune.cli.cluster;

import io.retune.schemas.Topic;
import io.retune.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Reads how much is in the topics of the deployment. Not thread-safe. */
public final class TopicSizes implements AutoCloseable {
  private final Cluster cluster;
  private final Consumer<String, byte[]> consumer;

  public TopicSizes(Cluster cluster) {
    this.cluster = cluster;
    cluster.admin().close();
    this.consumer = cluster.consumer();
  }

  /** In the order of the flow. */
  public List<TopicSize> read() {
    List<TopicSize> sizes = new ArrayList<>();
    for (Topic<?> topic : Topics.ALL) {
      List<TopicPartition> partitions = cluster.partitions(consumer, topic);
      long begin = sum(consumer.beginningOffsets(partitions));
      long end = sum(consumer.endOffsets(partitions));
      sizes.add(new TopicSize(cluster.names().of(topic), partitions.size(), end - begin, end));
    }
    return sizes;
  }

  @Override
  public void close() {
    consumer.close();
  }

  private static long sum(Map<TopicPartition, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }
}
