package io.retune.cli.cluster;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the services of the deployment have read. */
public final class GroupPositions implements AutoCloseable {
  private final Cluster cluster;
  private final Admin admin;

  public GroupPositions(Cluster cluster) {
    this.cluster = cluster;
    this.admin = cluster.admin();
  }

  /**
   * Whether each service that has read from any of the partitions has come to all of these offsets.
   *
   * @param offsets the first ones that need not be read
   * @throws io.retune.cli.CommandFailure if the cluster does not answer
   */
  public boolean haveReached(Map<TopicPartition, Long> offsets) {
    return groups().allMatch(group -> hasReached(group, offsets));
  }

  /** Whether any service of the deployment has read from one of the partitions. */
  public boolean hasReader(Set<TopicPartition> partitions) {
    return groups()
        .anyMatch(group -> committed(group).keySet().stream().anyMatch(partitions::contains));
  }

  private boolean hasReached(String group, Map<TopicPartition, Long> offsets) {
    Map<TopicPartition, OffsetAndMetadata> committed = committed(group);
    if (offsets.keySet().stream().map(committed::get).allMatch(Objects::isNull)) {
      return true;
    }
    return offsets.entrySet().stream()
        .allMatch(
            wanted -> {
              OffsetAndMetadata read = committed.get(wanted.getKey());
              return (read == null ? 0 : read.offset()) >= wanted.getValue();
            });
  }

  private Stream<String> groups() {
    String prefix = cluster.names().group("");
    return cluster.await(admin.listGroups().all()).stream()
        .map(GroupListing::groupId)
        .filter(group -> group.startsWith(prefix));
  }

  private Map<TopicPartition, OffsetAndMetadata> committed(String group) {
    return cluster.await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
  }

  @Override
  public void close() {
    admin.close();
  }
}
