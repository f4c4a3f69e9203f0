package io.retune.system.guarantee;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.retune.cli.cluster.Cluster;
import io.retune.cli.cluster.TopicScan;
import io.retune.schemas.Topic;
import io.retune.schemas.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is committed in all topics at one quiet moment. Immutable. */
final class TopicContents {

  private final Map<String, List<ConsumerRecord<String, byte[]>>> records;

  private TopicContents(Map<String, List<ConsumerRecord<String, byte[]>>> records) {
    this.records = Map.copyOf(records);
  }

  static TopicContents read(Cluster cluster) {
    Map<String, List<ConsumerRecord<String, byte[]>>> records = new LinkedHashMap<>();
    TopicScan scan = new TopicScan(cluster);
    List<Topic<?>> topics = new ArrayList<>(Topics.ALL);
    topics.add(Topics.deadLetters("ingest", Topics.DOCUMENTS));
    topics.add(Topics.deadLetters("qa-gen", Topics.NODES));
    topics.add(Topics.deadLetters("qa-gen", Topics.QUERIES));
    topics.add(Topics.deadLetters("trainer", Topics.QA_PAIRS));
    topics.add(Topics.deadLetters("trainer", Topics.EMBEDDINGS));
    topics.add(Topics.deadLetters("eval", Topics.EMBEDDINGS));
    topics.add(Topics.deadLetters("eval", Topics.ADAPTER_CHECKPOINTS));
    for (Topic<?> topic : topics) {
      List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
      scan.forEach(topic, all::add);
      records.put(topic.name(), List.copyOf(all));
    }
    return new TopicContents(records);
  }

  /** All records of a topic, partition by partition in their order. */
  List<ConsumerRecord<String, byte[]>> records(Topic<?> topic) {
    return records.get(topic.name());
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

  /** Keys of all dead letters, whatever the service. */
  List<String> deadLetterKeys() {
    return records.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("dlq."))
        .flatMap(entry -> entry.getValue().stream())
        .map(ConsumerRecord::key)
        .toList();
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
