package io.retune.ingest.hostile;

import io.retune.schemas.DeadLetter;
import io.retune.schemas.EntryKey;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What became of documents: their nodes and their dead letters, as committed. All of a document's
 * nodes are committed together. For one thread.
 */
final class Outcomes implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final int SEARCHED = 500;
  static final Duration QUIET = Duration.ofMillis(300);

  private final String collection;
  private final String deadLetters;
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<String> texts = new ArrayList<>();
  private final Map<String, Integer> nodes = new HashMap<>();
  private final Map<String, List<String>> reasons = new HashMap<>();

  Outcomes(String bootstrap, String collection) {
    this.collection = collection;
    TopicNames names = new TopicNames("");
    this.deadLetters = names.deadLetters("ingest", Topics.DOCUMENTS);
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : List.of(names.of(Topics.NODES), deadLetters)) {
      consumer
          .partitionsFor(topic)
          .forEach(found -> partitions.add(new TopicPartition(topic, found.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Waits until a document has nodes or a dead letter; false where it has neither in time. */
  boolean await(String document, Duration timeout) {
    Instant deadline = Instant.now().plus(timeout);
    while (!nodes.containsKey(document) && !reasons.containsKey(document)) {
      if (Instant.now().isAfter(deadline)) {
        return false;
      }
      consumer.poll(POLL).forEach(this::take);
    }
    // The rest of what was committed with it, or by mistake after it.
    ConsumerRecords<String, byte[]> more;
    do {
      more = consumer.poll(QUIET);
      more.forEach(this::take);
    } while (!more.isEmpty());
    return true;
  }

  /** Whether a node of any document has this text. */
  boolean mention(String text) {
    return texts.stream().anyMatch(node -> node.contains(text));
  }

  int nodes(String document) {
    return nodes.getOrDefault(document, 0);
  }

  /** The reason of each dead letter of the document. */
  List<String> reasons(String document) {
    return List.copyOf(reasons.getOrDefault(document, List.of()));
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    EntryKey key = EntryKey.parse(record.key());
    if (!key.collection().equals(collection)) {
      return;
    }
    if (record.topic().equals(deadLetters)) {
      reasons
          .computeIfAbsent(key.id(), id -> new ArrayList<>())
          .add(DeadLetter.read(record.headers()).orElseThrow().reason());
    } else {
      Node node = node(record);
      nodes.merge(node.getDocumentId(), 1, Integer::sum);
      texts.add(node.getText().substring(0, Math.min(SEARCHED, node.getText().length())));
    }
  }

  private static Node node(ConsumerRecord<String, byte[]> record) {
    try {
      return Node.parseFrom(record.value());
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }
}
