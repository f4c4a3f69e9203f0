package io.retune.cli.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
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
    List<GroupLag> lags = new ArrayList<>();
    for (String group : groups()) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          cluster.await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
      committed.values().removeIf(Objects::isNull);
      lags.addAll(lags(group, committed));
    }
    return lags;
  }

  /** A partition that the group has not read from yet stands at its beginning. */
  private Map<TopicPartition, Long> positions(Map<TopicPartition, OffsetAndMetadata> committed) {
    Map<TopicPartition, Long> positions = new HashMap<>();
    Map<String, List<TopicPartition>> byTopic =
        committed.keySet().stream().collect(Collectors.groupingBy(TopicPartition::topic));
    for (String topic : byTopic.keySet()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      positions.putAll(consumer.beginningOffsets(partitions));
    }
    committed.forEach(
        (partition, offset) -> positions.merge(partition, offset.offset(), Math::max));
    return positions;
  }

  @Override
  public void close() {
    consumer.close();
    admin.close();
  }

  private List<String> groups() {
    String prefix = cluster.names().group("");
    return cluster.await(admin.listGroups().all()).stream()
        .map(GroupListing::groupId)
        .filter(group -> group.startsWith(prefix))
        .sorted()
        .toList();
  }

  private List<GroupLag> lags(String group, Map<TopicPartition, OffsetAndMetadata> committed) {
    Map<TopicPartition, Long> positions = positions(committed);
    Map<TopicPartition, ListOffsetsResultInfo> ends = ends(positions.keySet());
    Map<String, Long> byTopic = new HashMap<>();
    positions.forEach(
        (partition, position) ->
            byTopic.merge(
                partition.topic(),
                records(partition, position, ends.get(partition).offset()),
                Long::sum));
    return byTopic.entrySet().stream()
        .map(entry -> new GroupLag(group, entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(GroupLag::topic))
        .toList();
  }

  private Map<TopicPartition, ListOffsetsResultInfo> ends(Set<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
    partitions.forEach(partition -> specs.put(partition, OffsetSpec.latest()));
    return cluster.await(
        admin.listOffsets(specs, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all());
  }

  private long records(TopicPartition partition, long position, long end) {
    long distance = end - position;
    return distance > 0 && distance <= SHORT_DISTANCE
        ? countedRecords(partition, position, end)
        : Math.max(0, distance);
  }

  private long countedRecords(TopicPartition partition, long from, long end) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    long records = 0;
    Instant deadline = Instant.now().plus(TIMEOUT);
    while (consumer.position(partition) < end) {
      records += consumer.poll(POLL).count();
      if (Instant.now().isAfter(deadline)) {
        return end - from;
      }
    }
    return records;
  }
}
