package io.retune.cli.deadletter;

import io.retune.cli.cluster.Cluster;
import io.retune.cli.cluster.RecordWriter;
import io.retune.cli.cluster.TopicRecords;
import io.retune.cli.output.Progress;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicNames;
import io.retune.schemas.deadletter.Extent;
import io.retune.schemas.deadletter.LetterCluster;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;

/** The command's cluster, as work on dead letters needs it. It fails as the command does. */
public final class ClusterLetters implements LetterCluster {
  private final Cluster cluster;
  private final TopicRecords records;

  /**
   * @param progress shown how far each reading of a topic is
   */
  public ClusterLetters(Cluster cluster, Progress progress) {
    this.cluster = cluster;
    this.records = new TopicRecords(cluster, progress);
  }

  @Override
  public TopicNames names() {
    return cluster.names();
  }

  @Override
  public Extent extent(List<? extends Topic<?>> topics) {
    return records.extent(topics);
  }

  @Override
  public Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
    return records.ends(partitions);
  }

  @Override
  public void forEachWhile(Extent extent, Predicate<ConsumerRecord<String, byte[]>> reader) {
    records.forEachWhile(extent, reader);
  }

  @Override
  public Sender sender() {
    RecordWriter writer = cluster.writer();
    return new Sender() {
      @Override
      public void send(
          Topic<?> topic, String key, byte[] value, Headers headers, LongConsumer placed) {
        writer.forward(topic, key, value, headers, placed);
      }

      @Override
      public void flush() {
        writer.flush();
      }

      @Override
      public void close() {
        writer.close();
      }
    };
  }

  @Override
  public void removeBefore(Map<TopicPartition, Long> ends) {
    cluster.deleteBefore(ends);
  }
}
