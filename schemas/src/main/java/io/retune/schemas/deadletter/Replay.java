package io.retune.schemas.deadletter;

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
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Sends dead letters to the topics they came from for another try, as they were.
 *
 * <p>Only where the record that failed is still the last one of its key: an older record never
 * comes after a newer one, nor after a tombstone. Kafka has no conditional write, so it is looked
 * again afterwards: a record that somebody else wrote in between is sent once more, and is the last
 * one again.
 *
 * <p>What two services put aside of one record is sent once. Letters are tried in batches, and each
 * batch is dropped before the next one is read, so that any number of them takes as much memory as
 * a batch, without what they hold. Not thread-safe.
 */
public final class Replay {
  private static final int BATCH = 20_000;

  private final LetterCluster cluster;
  private final Letters letters;
  private final int batch;
  private final Runnable beforeSending;

  public Replay(LetterCluster cluster) {
    this(cluster, BATCH, () -> {});
  }

  /**
   * @param batch the most letters at a time
   * @param beforeSending called between the look at the topics and the sending
   */
  public Replay(LetterCluster cluster, int batch, Runnable beforeSending) {
    this.cluster = cluster;
    this.letters = new Letters(cluster);
    this.batch = batch;
    this.beforeSending = beforeSending;
  }

  /**
   * Tries the letters of some topics again, and drops them.
   *
   * @throws UnknownSourceException if one does not say where it came from; nothing is sent then
   */
  public Replayed replay(List<Topic<?>> topics) {
    letters.forEach(topics, this::source);
    Replayed[] all = {new Replayed(0, 0)};
    letters.forEachBatch(
        topics,
        batch,
        some -> {
          all[0] = all[0].plus(replayBatch(some));
          letters.dropUpTo(some);
        });
    return all[0];
  }

  private Replayed replayBatch(List<Letter> some) {
    Map<Source, Letter> once = new LinkedHashMap<>();
    some.forEach(letter -> once.putIfAbsent(source(letter), letter));
    Map<TopicPartition, Long> ends =
        cluster.ends(once.keySet().stream().map(Source::partition).collect(Collectors.toSet()));
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
  public record Replayed(int sent, int superseded) {
    Replayed plus(Replayed other) {
      return new Replayed(sent + other.sent, superseded + other.superseded);
    }
  }

  private Map<SourceKey, Long> lastOffsets(
      Collection<Source> sources, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> from = new HashMap<>();
    sources.forEach(source -> from.merge(source.partition(), source.offset(), Math::min));
    Set<SourceKey> wanted = sources.stream().map(Source::sourceKey).collect(Collectors.toSet());
    Map<SourceKey, Long> last = new HashMap<>();
    cluster.forEach(
        new Extent(from, ends),
        record -> {
          if (wanted.contains(SourceKey.of(record))) {
            last.put(SourceKey.of(record), record.offset());
          }
        });
    return last;
  }

  private void send(Map<Source, Letter> chosenLetters, Map<TopicPartition, Long> ends) {
    Map<Place, Source> chosen = new HashMap<>();
    chosenLetters.forEach((source, letter) -> chosen.put(place(letter), source));
    Map<SourceKey, Long> sent = new ConcurrentHashMap<>();
    try (LetterCluster.Sender writer = cluster.sender()) {
      cluster.forEach(
          extent(chosen.keySet()),
          record -> {
            Source source = chosen.get(Place.of(record));
            if (source != null) {
              RecordHeaders headers = new RecordHeaders(record.headers());
              DeadLetter.remove(headers);
              writer.send(
                  source.topic(),
                  source.key(),
                  record.value(),
                  headers,
                  offset -> sent.put(source.sourceKey(), offset));
            }
          });
      writer.flush();
      restore(writer, sent, ends);
    }
  }

  private Place place(Letter letter) {
    return new Place(
        new TopicPartition(cluster.names().of(letter.topic()), letter.partition()),
        letter.offset());
  }

  /** From the first to the last on each partition. */
  private static Extent extent(Collection<Place> places) {
    Map<TopicPartition, Long> from = new HashMap<>();
    Map<TopicPartition, Long> to = new HashMap<>();
    places.forEach(
        place -> {
          from.merge(place.partition(), place.offset(), Math::min);
          to.merge(place.partition(), place.offset() + 1, Math::max);
        });
    return new Extent(from, to);
  }

  /** Again and again, until nobody has written in between. */
  private void restore(
      LetterCluster.Sender writer, Map<SourceKey, Long> sent, Map<TopicPartition, Long> from) {
    Map<TopicPartition, Long> to = cluster.ends(from.keySet());
    Map<SourceKey, ConsumerRecord<String, byte[]>> overtaken = new HashMap<>();
    cluster.forEach(
        new Extent(from, to),
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
            writer.send(
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
                    new UnknownSourceException(
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
                new UnknownSourceException(
                    "a dead letter is of " + name + ", no topic of this deployment"));
  }

  /** All records of a key lie on one partition of a topic. */
  private record SourceKey(String topic, String key) {
    static SourceKey of(ConsumerRecord<String, byte[]> record) {
      return new SourceKey(record.topic(), record.key());
    }
  }

  /** Where a letter lies. */
  private record Place(TopicPartition partition, long offset) {
    static Place of(ConsumerRecord<String, byte[]> record) {
      return new Place(new TopicPartition(record.topic(), record.partition()), record.offset());
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
