package io.retune.cli.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the lags of the deployment's consumer groups.
 *
 * <p>Offsets count more than records: the marks that end transactions have one, too. A short
 * distance to the end is therefore read, so that a group that has seen every record has lag zero.
 * Not thread-safe.
 */
public final class GroupLags implements AutoCloseable {
  private static final long SHORT_DISTANCE = 200;
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Cluster cluster;
  private final Admin admin;
  private final Consumer<String, byte[]> consumer;

  public GroupLags(Cluster cluster) {
    this.cluster = cluster;
    this.admin = cluster.admin();
    this.consumer = cluster.consumer();
  }

  /** By group and topic. */
  public List<GroupLag> read() {
    Map<String, Map<TopicPartition, Long>> committed = committed();
    Map<TopicPartition, Long> begins = begins(committed.values());
    Map<TopicPartition, ListOffsetsResultInfo> ends = ends(begins.keySet());
    List<GroupLag> lags = new ArrayList<>();
    committed.forEach(
        (group, offsets) -> {
          Set<String> topics =
              offsets.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
          // A partition that the group has not read from yet stands at its beginning.
          Map<TopicPartition, Long> positions = new HashMap<>(begins);
          positions.keySet().removeIf(partition -> !topics.contains(partition.topic()));
          offsets.forEach((partition, offset) -> positions.merge(partition, offset, Math::max));
          Map<TopicPartition, Long> to = new HashMap<>();
          positions.keySet().forEach(partition -> to.put(partition, ends.get(partition).offset()));
          lags.addAll(lags(group, positions, to));
        });
    return lags;
  }

  @Override
  public void close() {
    consumer.close();
    admin.close();
  }

  /** The committed offsets of each group of the deployment, by its name. */
  private Map<String, Map<TopicPartition, Long>> committed() {
    String prefix = cluster.names().group("");
    Map<String, ListConsumerGroupOffsetsSpec> groups = new TreeMap<>();
    cluster.await(admin.listGroups().all()).stream()
        .map(GroupListing::groupId)
        .filter(group -> group.startsWith(prefix))
        .forEach(group -> groups.put(group, new ListConsumerGroupOffsetsSpec()));
    ListConsumerGroupOffsetsResult offsets = admin.listConsumerGroupOffsets(groups);
    Map<String, Map<TopicPartition, Long>> committed = new TreeMap<>();
    for (String group : groups.keySet()) {
      Map<TopicPartition, Long> positions = new HashMap<>();
      cluster
          .await(offsets.partitionsToOffsetAndMetadata(group))
          .forEach(
              (partition, offset) -> {
                if (offset != null) {
                  positions.put(partition, offset.offset());
                }
              });
      committed.put(group, positions);
    }
    return committed;
  }

  /** Where all partitions begin of the topics that any group has read from. */
  private Map<TopicPartition, Long> begins(Collection<Map<TopicPartition, Long>> committed) {
    List<TopicPartition> partitions =
        committed.stream()
            .flatMap(offsets -> offsets.keySet().stream())
            .map(TopicPartition::topic)
            .distinct()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    return consumer.beginningOffsets(partitions);
  }

  private List<GroupLag> lags(
      String group, Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> lags = new HashMap<>();
    positions.forEach(
        (partition, position) -> lags.put(partition, Math.max(0, ends.get(partition) - position)));
    Map<TopicPartition, Long> shortOnes = new HashMap<>(positions);
    shortOnes
        .keySet()
        .removeIf(partition -> lags.get(partition) == 0 || lags.get(partition) > SHORT_DISTANCE);
    lags.putAll(countedRecords(shortOnes, ends));
    Map<String, Long> byTopic = new TreeMap<>();
    lags.forEach((partition, lag) -> byTopic.merge(partition.topic(), lag, Long::sum));
    return byTopic.entrySet().stream()
        .map(entry -> new GroupLag(group, entry.getKey(), entry.getValue()))
        .toList();
  }

  private Map<TopicPartition, ListOffsetsResultInfo> ends(Set<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
    partitions.forEach(partition -> specs.put(partition, OffsetSpec.latest()));
    return cluster.await(
        admin.listOffsets(specs, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all());
  }

  /** How many records there are; partitions that cannot be read in time are left out. */
  private Map<TopicPartition, Long> countedRecords(
      Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> counts = new HashMap<>();
    from.keySet().forEach(partition -> counts.put(partition, 0L));
    consumer.assign(from.keySet());
    from.forEach(consumer::seek);
    Set<TopicPartition> unread = new HashSet<>(from.keySet());
    Instant deadline = Instant.now().plus(TIMEOUT);
    while (!unread.isEmpty() && Instant.now().isBefore(deadline)) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < ends.get(partition)) {
          counts.merge(partition, 1L, Long::sum);
        }
      }
      unread.removeIf(partition -> consumer.position(partition) >= ends.get(partition));
    }
    counts.keySet().removeAll(unread);
    return counts;
  }
}
