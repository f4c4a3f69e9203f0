package io.retune.cli.cluster;

import io.retune.schemas.Topics;
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
    List<TopicPartition> partitions = cluster.partitions(consumer, Topics.ALL);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    return Topics.ALL.stream().map(topic -> size(cluster.names().of(topic), begins, ends)).toList();
  }

  @Override
  public void close() {
    consumer.close();
  }

  private static TopicSize size(
      String topic, Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
    long begin = sum(topic, begins);
    long end = sum(topic, ends);
    int partitions =
        (int) ends.keySet().stream().filter(each -> each.topic().equals(topic)).count();
    return new TopicSize(topic, partitions, end - begin, end);
  }

  private static long sum(String topic, Map<TopicPartition, Long> offsets) {
    return offsets.entrySet().stream()
        .filter(each -> each.getKey().topic().equals(topic))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
