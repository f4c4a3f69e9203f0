package io.retune.cli.deadletter;

import io.retune.cli.CommandFailure;
import io.retune.cli.cluster.Cluster;
import io.retune.cli.cluster.RecordWriter;
import io.retune.cli.cluster.TopicRecords;
import io.retune.schemas.Cleanup;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.Topic;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Sends dead letters to the topics they came from for another try, as they were.
 *
 * <p>Only where the record that failed is still the last one of its key: an older record never
 * comes after a newer one, nor after a tombstone. Kafka has no conditional write, so the command
 * looks again afterwards: a record that somebody else wrote in between is sent once more, and is
 * the last one again.
 *
 * <p>What two services put aside of one record is sent once. Of the letters only keys and positions
 * are held in memory. Not thread-safe.
 */
public final class Replay {
  private final Cluster cluster;
  private final TopicRecords records;
  private final Runnable beforeSending;

  public Replay(Cluster cluster) {
    this(cluster, () -> {});
  }

  /**
   * @param beforeSending called between the look at the topics and the sending
   */
  Replay(Cluster cluster, Runnable beforeSending) {
    this.cluster = cluster;
    this.records = new TopicRecords(cluster);
    this.beforeSending = beforeSending;
  }

  /**
   * @param letters as the box has them
   * @throws CommandFailure if one does not say where it came from; nothing is sent then
   */
  public Replayed replay(List<Letter> letters) {
    Map<Source, Letter> once = new LinkedHashMap<>();
    letters.forEach(letter -> once.putIfAbsent(source(letter), letter));
    Map<TopicPartition, Long> ends =
        records.ends(once.keySet().stream().map(Source::partition).collect(Collectors.toSet()));
    Map<SourceKey, Long> last = lastOffsets(once.keySet(), ends);
    Map<Source, Letter> current = new LinkedHashMap<>(once);
    current.keySet().removeIf(source -> !source.isLast(last.get(source.sourceKey())));
    beforeSending.run();
    if (!current.isEmpty()) {
      send(current, ends);
    }
    return new Replayed(current.size(), once.size() - current.size());
  }

  /**
   * What became of letters.
   *
   * @param sent for another try
   * @param superseded not sent, as their keys have newer records or were deleted
   */
  public record Replayed(int sent, int superseded) {}

  private Map<SourceKey, Long> lastOffsets(
      Collection<Source> sources, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> from = new HashMap<>();
    sources.forEach(source -> from.merge(source.partition(), source.offset(), Math::min));
    Set<SourceKey> wanted = sources.stream().map(Source::sourceKey).collect(Collectors.toSet());
    Map<SourceKey, Long> last = new HashMap<>();
    records.forEachBetween(
        from,
        ends,
        record -> {
          if (wanted.contains(SourceKey.of(record))) {
            last.put(SourceKey.of(record), record.offset());
          }
        });
    return last;
  }

  private void send(Map<Source, Letter> letters, Map<TopicPartition, Long> ends) {
    Map<Topic<?>, List<Source>> byTopic =
        letters.keySet().stream()
            .collect(Collectors.groupingBy(source -> letters.get(source).topic()));
    Map<SourceKey, Long> sent = new ConcurrentHashMap<>();
    try (RecordWriter writer = cluster.writer()) {
      byTopic.forEach(
          (topic, sources) -> {
            Map<Letter, Source> chosen =
                sources.stream().collect(Collectors.toMap(letters::get, Function.identity()));
            records.forEach(
                topic,
                record -> {
                  Source source = chosen.get(Letter.of(topic, record));
                  if (source != null) {
                    RecordHeaders headers = new RecordHeaders(record.headers());
                    DeadLetter.remove(headers);
                    writer.forward(
                        source.topic(),
                        source.key(),
                        record.value(),
                        headers,
                        offset -> sent.put(source.sourceKey(), offset));
                  }
                });
          });
      writer.flush();
      restore(writer, sent, ends);
    }
  }

  /** Again and again, until nobody has written in between. */
  private void restore(
      RecordWriter writer, Map<SourceKey, Long> sent, Map<TopicPartition, Long> from) {
    Map<TopicPartition, Long> to = records.ends(from.keySet());
    Map<SourceKey, ConsumerRecord<String, byte[]>> overtaken = new HashMap<>();
    records.forEachBetween(
        from,
        to,
        record -> {
          if (record.offset() < sent.getOrDefault(SourceKey.of(record), 0L)) {
            overtaken.put(SourceKey.of(record), record);
          }
        });
    if (overtaken.isEmpty()) {
      return;
    }
    Map<SourceKey, Long> restored = new ConcurrentHashMap<>();
    overtaken.forEach(
        (key, record) ->
            writer.forward(
                topic(key.topic()),
                record.key(),
                record.value(),
                record.headers(),
                offset -> restored.put(key, offset)));
    writer.flush();
    restore(writer, restored, to);
  }

  private Source source(Letter letter) {
    DeadLetter why =
        letter
            .why()
            .orElseThrow(
                () ->
                    new CommandFailure(
                        "the dead letter of " + letter.key() + " does not say its topic"));
    return new Source(
        topic(why.topic()),
        new TopicPartition(why.topic(), why.partition()),
        why.offset(),
        letter.key());
  }

  private Topic<?> topic(String name) {
    return cluster
        .names()
        .topic(name)
        .orElseThrow(
            () ->
                new CommandFailure(
                    "a dead letter is of " + name + ", no topic of this deployment"));
  }

  /** All records of a key lie on one partition of a topic. */
  private record SourceKey(String topic, String key) {
    static SourceKey of(ConsumerRecord<String, byte[]> record) {
      return new SourceKey(record.topic(), record.key());
    }
  }

  /** Where the record lay that failed. */
  private record Source(Topic<?> topic, TopicPartition partition, long offset, String key) {
    SourceKey sourceKey() {
      return new SourceKey(partition.topic(), key);
    }

    /**
     * A compacted topic keeps the last record of a key, so that a key without one was deleted. A
     * topic whose records go by their age may just have grown too old.
     *
     * @param lastOffset of the key, at or behind the record; null where there is none
     */
    boolean isLast(Long lastOffset) {
      return lastOffset == null ? topic.cleanup() != Cleanup.COMPACT : lastOffset == offset;
    }
  }
}
