package io.retune.schemas.lag;

import io.retune.schemas.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Reads the lags of the deployment's consumer groups.
 *
 * <p>Offsets count more than records: the marks that end transactions have one, too. A short
 * distance to the end is therefore read, so that a group that has seen every record has lag zero.
 * What a group has done above its lowest open offset is no lag ({@link DoneOffsets}). Not
 * thread-safe.
 */
public final class GroupLags implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

  private final Admin admin;
  private final Consumer<String, byte[]> consumer;
  private final TopicNames names;
  private final long shortDistance;

  /**
   * @param admin closed with this
   * @param consumer of committed records, outside any group; closed with this
   * @param names of the deployment
   * @param shortDistance up to so many offsets of a partition are read to count its records
   */
  public GroupLags(
      Admin admin, Consumer<String, byte[]> consumer, TopicNames names, long shortDistance) {
    this.admin = Objects.requireNonNull(admin, "admin");
    this.consumer = Objects.requireNonNull(consumer, "consumer");
    this.names = Objects.requireNonNull(names, "names");
    this.shortDistance = shortDistance;
  }

  /**
   * By group and topic.
   *
   * @throws KafkaException if the cluster does not tell
   */
  public List<GroupLag> read() {
    Map<String, Map<TopicPartition, DoneOffsets>> committed = committed();
    Map<TopicPartition, Long> begins = begins(committed.values());
    Map<TopicPartition, ListOffsetsResultInfo> ends = ends(begins.keySet());
    List<GroupLag> lags = new ArrayList<>();
    committed.forEach(
        (group, offsets) -> {
          Set<String> topics =
              offsets.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
          // A partition that the group has not read from yet stands at its beginning.
          Map<TopicPartition, DoneOffsets> positions = new HashMap<>();
          begins.forEach(
              (partition, begin) -> {
                if (topics.contains(partition.topic())) {
                  DoneOffsets done = offsets.getOrDefault(partition, DoneOffsets.below(begin));
                  positions.put(partition, done.next() < begin ? done.with(below(begin)) : done);
                }
              });
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

  /** What each group of the deployment has done, by its name. */
  private Map<String, Map<TopicPartition, DoneOffsets>> committed() {
    String prefix = names.group("");
    Map<String, ListConsumerGroupOffsetsSpec> groups = new TreeMap<>();
    await(admin.listGroups().all()).stream()
        .map(GroupListing::groupId)
        .filter(group -> group.startsWith(prefix))
        .forEach(group -> groups.put(group, new ListConsumerGroupOffsetsSpec()));
    ListConsumerGroupOffsetsResult offsets = admin.listConsumerGroupOffsets(groups);
    Map<String, Map<TopicPartition, DoneOffsets>> committed = new TreeMap<>();
    for (String group : groups.keySet()) {
      Map<TopicPartition, DoneOffsets> positions = new HashMap<>();
      await(offsets.partitionsToOffsetAndMetadata(group))
          .forEach(
              (partition, offset) -> {
                if (offset != null) {
                  positions.put(partition, DoneOffsets.of(offset));
                }
              });
      committed.put(group, positions);
    }
    return committed;
  }

  /** Where all partitions begin of the topics that any group has read from. */
  private Map<TopicPartition, Long> begins(Collection<Map<TopicPartition, DoneOffsets>> committed) {
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
      String group, Map<TopicPartition, DoneOffsets> positions, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> lags = new HashMap<>();
    positions.forEach(
        (partition, done) -> lags.put(partition, done.missingBelow(ends.get(partition))));
    Map<TopicPartition, DoneOffsets> shortOnes = new HashMap<>(positions);
    shortOnes
        .keySet()
        .removeIf(
            partition ->
                lags.get(partition) == 0
                    || ends.get(partition) - positions.get(partition).next() > shortDistance);
    try {
      lags.putAll(countedRecords(shortOnes, ends));
    } catch (AuthorizationException e) {
      // Who shows how far others are need not have the right to read what they read.
    }
    Map<String, Long> byTopic = new TreeMap<>();
    lags.forEach((partition, lag) -> byTopic.merge(partition.topic(), lag, Long::sum));
    return byTopic.entrySet().stream()
        .map(
            entry ->
                new GroupLag(
                    group, entry.getKey(), entry.getValue(), position(entry.getKey(), positions)))
        .toList();
  }

  private Map<TopicPartition, ListOffsetsResultInfo> ends(Set<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
    partitions.forEach(partition -> specs.put(partition, OffsetSpec.latest()));
    return await(
        admin.listOffsets(specs, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all());
  }

  /**
   * How many records there are; partitions that cannot be read in time are left out, and so are all
   * where this client may not read one of them.
   */
  private Map<TopicPartition, Long> countedRecords(
      Map<TopicPartition, DoneOffsets> done, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> counts = new HashMap<>();
    done.keySet().forEach(partition -> counts.put(partition, 0L));
    consumer.assign(done.keySet());
    done.forEach((partition, offsets) -> consumer.seek(partition, offsets.next()));
    Set<TopicPartition> unread = new HashSet<>(done.keySet());
    Instant deadline = Instant.now().plus(TIMEOUT);
    while (!unread.isEmpty() && Instant.now().isBefore(deadline)) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < ends.get(partition)
            && !done.get(partition).contains(record.offset())) {
          counts.merge(partition, 1L, Long::sum);
        }
      }
      unread.removeIf(partition -> consumer.position(partition) >= ends.get(partition));
    }
    counts.keySet().removeAll(unread);
    return counts;
  }

  private static long position(String topic, Map<TopicPartition, DoneOffsets> positions) {
    return positions.entrySet().stream()
        .filter(each -> each.getKey().topic().equals(topic))
        .mapToLong(each -> each.getValue().count())
        .sum();
  }

  private static OffsetRange below(long offset) {
    return new OffsetRange(0, offset);
  }

  private static <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while reading the lags", e);
    } catch (ExecutionException e) {
      throw new KafkaException("the cluster does not tell the lags: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new KafkaException("the cluster did not tell the lags in time", e);
    }
  }
}
