package io.retune.schemas;

import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;

/** Puts each record of a producer where its topic's declaration says. Other topics: by key. */
public final class TopicPartitioner implements Partitioner {
  /** Producer setting: the deployment's prefix; empty when absent. */
  public static final String PREFIX_CONFIG = "retune.topic.prefix";

  private TopicNames names = new TopicNames("");

  @Override
  public void configure(Map<String, ?> configs) {
    Object prefix = configs.get(PREFIX_CONFIG);
    names = new TopicNames(prefix == null ? "" : prefix.toString());
  }

  @Override
  public int partition(
      String topic, Object key, byte[] keyBytes, Object value, byte[] valueBytes, Cluster cluster) {
    if (keyBytes == null) {
      return 0;
    }
    return names
        .topic(topic)
        .<Partitioning>map(Topic::partitioning)
        .orElse(Partitioning.BY_KEY)
        .partition(keyBytes, cluster.partitionCountForTopic(topic));
  }

  @Override
  public void close() {}
}
