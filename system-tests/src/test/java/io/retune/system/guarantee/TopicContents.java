package io.retune.system.guarantee;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.retune.cli.cluster.Cluster;
import io.retune.cli.cluster.TopicRecords;
import io.retune.schemas.DeadLetterTopics;
import io.retune.schemas.Topic;
import io.retune.schemas.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is committed in all topics at one quiet moment. Immutable. */
final class TopicContents {

  private final Map<String, List<ConsumerRecord<String, byte[]>>> records;

  /**
   * @param records by topic, partition by partition in their order
   */
  TopicContents(Map<String, List<ConsumerRecord<String, byte[]>>> records) {
    this.records = Map.copyOf(records);
  }

  static TopicContents read(Cluster cluster) {
    Map<String, List<ConsumerRecord<String, byte[]>>> records = new LinkedHashMap<>();
    TopicRecords scan = new TopicRecords(cluster);
    List<Topic<?>> topics = new ArrayList<>(Topics.ALL);
    try (Admin admin = cluster.admin()) {
      topics.addAll(
          DeadLetterTopics.among(cluster.await(admin.listTopics().names()), cluster.names()));
    }
    for (Topic<?> topic : topics) {
      List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
      scan.forEach(topic, all::add);
      records.put(topic.name(), List.copyOf(all));
    }
    return new TopicContents(records);
  }

  /** The same without what is of some collections. */
  TopicContents without(Predicate<String> collection) {
    Map<String, List<ConsumerRecord<String, byte[]>>> rest = new LinkedHashMap<>();
    records.forEach(
        (topic, all) ->
            rest.put(
                topic,
                all.stream()
                    .filter(record -> !collection.test(record.key().split("/", 2)[0]))
                    .toList()));
    return new TopicContents(rest);
  }

  /** All records of a topic, partition by partition in their order. */
  List<ConsumerRecord<String, byte[]>> records(Topic<?> topic) {
    return records.getOrDefault(topic.name(), List.of());
  }

  /** The last message of each key that was not deleted. */
  <V extends Message> Map<String, V> latest(Topic<V> topic) {
    Map<String, V> latest = new TreeMap<>();
    for (ConsumerRecord<String, byte[]> record : records(topic)) {
      if (record.value() == null) {
        latest.remove(record.key());
      } else {
        latest.put(record.key(), parse(topic, record));
      }
    }
    return latest;
  }

  /** All messages of a topic that no tombstone is, also those that later ones have replaced. */
  <V extends Message> List<V> messages(Topic<V> topic) {
    return records(topic).stream()
        .filter(record -> record.value() != null)
        .map(record -> parse(topic, record))
        .toList();
  }

  /** How many dead letters each key has that were not taken back, whatever the service. */
  Map<String, Integer> deadLetters() {
    Map<String, Integer> letters = new TreeMap<>();
    records.forEach(
        (topic, all) -> {
          if (!topic.startsWith("dlq.")) {
            return;
          }
          Map<String, Integer> own = new TreeMap<>();
          for (ConsumerRecord<String, byte[]> record : all) {
            if (record.value() == null) {
              own.remove(record.key());
            } else {
              own.merge(record.key(), 1, Integer::sum);
            }
          }
          own.forEach((key, count) -> letters.merge(key, count, Integer::sum));
        });
    return letters;
  }

  long recordCount() {
    return records.values().stream().mapToLong(List::size).sum();
  }

  private static <V extends Message> V parse(
      Topic<V> topic, ConsumerRecord<String, byte[]> record) {
    try {
      return topic.parse(record.value());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("unreadable record " + record.key() + " in " + topic.name(), e);
    }
  }
}
