package io.retune.cli.cluster;

import io.retune.cli.CommandFailure;
import io.retune.cli.output.Progress;
import io.retune.schemas.Topic;
import io.retune.schemas.deadletter.Extent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads the committed records that a topic holds at this moment, tombstones too. */
public final class TopicRecords {
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Cluster cluster;
  private final Progress progress;

  public TopicRecords(Cluster cluster) {
    this(cluster, Progress.NONE);
  }

  /**
   * @param progress shown how far each reading is
   */
  public TopicRecords(Cluster cluster, Progress progress) {
    this.cluster = cluster;
    this.progress = progress;
  }

  /**
   * Hands over each record, in the order of each partition.
   *
   * @throws CommandFailure if the topic is not there or cannot be read to its end
   */
  public void forEach(
      Topic<?> topic, java.util.function.Consumer<ConsumerRecord<String, byte[]>> reader) {
    forEachWhile(
        topic,
        record -> {
          reader.accept(record);
          return true;
        });
  }

  /**
   * Hands over records from the beginning, in the order of each partition, while more are wanted.
   *
   * @param reader true where it wants more
   * @throws CommandFailure if the topic is not there or cannot be read to its end
   */
  public void forEachWhile(Topic<?> topic, Predicate<ConsumerRecord<String, byte[]>> reader) {
    forEachWhile(extent(List.of(topic)), reader);
  }

  /**
   * Hands over the records of some partitions, in the order of each, while more are wanted. What
   * was deleted of them by now is left out.
   *
   * @param reader true where it wants more
   * @throws CommandFailure if a partition cannot be read so far
   */
  public void forEachWhile(Extent extent, Predicate<ConsumerRecord<String, byte[]>> reader) {
    if (extent.isEmpty()) {
      return;
    }
    try (Consumer<String, byte[]> consumer = cluster.consumer()) {
      Map<TopicPartition, Long> begins =
          new HashMap<>(consumer.beginningOffsets(extent.from().keySet()));
      begins.replaceAll((partition, begin) -> Math.max(begin, extent.from().get(partition)));
      read(consumer, begins, extent.to(), reader);
    }
  }

  /**
   * Where topics begin and end at this moment, for those that read what is committed.
   *
   * @throws CommandFailure if one is not there or the cluster does not answer
   */
  public Extent extent(List<? extends Topic<?>> topics) {
    try (Consumer<String, byte[]> consumer = cluster.consumer()) {
      List<TopicPartition> partitions = cluster.partitions(consumer, topics);
      return new Extent(consumer.beginningOffsets(partitions), consumer.endOffsets(partitions));
    } catch (KafkaException e) {
      throw new CommandFailure("the ends of topics cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * The last records, fewer where the topic holds fewer; in the order of their time, and of each
   * partition.
   *
   * @param max at least 1
   * @throws CommandFailure if the topic is not there or cannot be read to its end
   */
  public List<ConsumerRecord<String, byte[]>> last(Topic<?> topic, int max) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (Consumer<String, byte[]> consumer = cluster.consumer()) {
      List<TopicPartition> partitions = cluster.partitions(consumer, topic);
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      for (TopicPartition partition : partitions) {
        records.addAll(last(consumer, partition, begins.get(partition), ends.get(partition), max));
      }
    }
    // The sort is stable, so that each partition keeps its order among equal times.
    records.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
    return records.subList(Math.max(0, records.size() - max), records.size());
  }

  /**
   * Compaction leaves gaps and the marks of transactions have offsets, so that the last offsets may
   * hold few records: it goes back further until there are enough.
   */
  private Deque<ConsumerRecord<String, byte[]>> last(
      Consumer<String, byte[]> consumer, TopicPartition partition, long begin, long end, int max) {
    Deque<ConsumerRecord<String, byte[]>> records = new ArrayDeque<>();
    long distance = 2L * max;
    long from = end;
    while (records.size() < max && from > begin) {
      from = Math.max(begin, end - distance);
      distance *= 2;
      records.clear();
      read(
          consumer,
          Map.of(partition, from),
          Map.of(partition, end),
          record -> {
            records.addLast(record);
            if (records.size() > max) {
              records.removeFirst();
            }
            return true;
          });
    }
    return records;
  }

  /**
   * Where partitions end at this moment, for those that read what is committed.
   *
   * @throws CommandFailure if the cluster does not answer
   */
  public Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
    try (Consumer<String, byte[]> consumer = cluster.consumer()) {
      return consumer.endOffsets(partitions);
    } catch (KafkaException e) {
      throw new CommandFailure("the ends of topics cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Hands over each record of a range, in the order of each partition. What was deleted of it by
   * now is left out.
   *
   * @throws CommandFailure if a partition cannot be read so far
   */
  public void forEach(
      Extent extent, java.util.function.Consumer<ConsumerRecord<String, byte[]>> reader) {
    forEachWhile(
        extent,
        record -> {
          reader.accept(record);
          return true;
        });
  }

  private void read(
      Consumer<String, byte[]> consumer,
      Map<TopicPartition, Long> from,
      Map<TopicPartition, Long> to,
      Predicate<ConsumerRecord<String, byte[]>> reader) {
    consumer.assign(from.keySet());
    from.forEach(consumer::seek);
    String topic = to.keySet().iterator().next().topic();
    Instant deadline = Instant.now().plus(TIMEOUT);
    try (Progress.Task task = progress.begin(topic, new Extent(from, to).offsets())) {
      while (!isAt(consumer, to)) {
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        for (ConsumerRecord<String, byte[]> record : records) {
          // What came after the end was asked for is not of this moment.
          if (record.offset() < to.get(new TopicPartition(record.topic(), record.partition()))
              && !reader.test(record)) {
            return;
          }
        }
        if (!records.isEmpty()) {
          deadline = Instant.now().plus(TIMEOUT);
          task.at(distance(consumer, from));
        } else if (Instant.now().isAfter(deadline)) {
          throw new CommandFailure("topic " + topic + " cannot be read to its end");
        }
      }
    }
  }

  private static long distance(Consumer<?, ?> consumer, Map<TopicPartition, Long> from) {
    return from.entrySet().stream()
        .mapToLong(begin -> consumer.position(begin.getKey()) - begin.getValue())
        .sum();
  }

  private static boolean isAt(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }
}
