package io.retune.cli.forget;

import com.google.protobuf.Message;
import io.retune.cli.CommandFailure;
import io.retune.cli.cluster.Cluster;
import io.retune.cli.cluster.RecordWriter;
import io.retune.cli.cluster.TopicScan;
import io.retune.schemas.EntryKey;
import io.retune.schemas.Topic;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.QaPairs;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Takes a document, and all that was made of it, out of a collection. */
public final class Forgetting {
  private static final Duration POLL = Duration.ofMillis(250);
  private static final List<Topic<?>> FOLLOWED =
      List.of(Topics.NODES, Topics.QA_PAIRS, Topics.EMBEDDINGS);

  private final Cluster cluster;
  private final TopicScan scan;
  private final String collection;

  public Forgetting(Cluster cluster, String collection) {
    this.cluster = cluster;
    this.scan = new TopicScan(cluster);
    this.collection = collection;
    cluster.admin().close();
  }

  /** What is there of a document now. */
  public Trace trace(String documentId) {
    String key = new EntryKey(collection, documentId).toString();
    Map<String, Node> nodes = of(documentId, Topics.NODES, node -> node);
    Map<String, QaPairs> asked = of(documentId, Topics.QA_PAIRS, QaPairs::getNode);
    Map<String, Embeddings> embedded = of(documentId, Topics.EMBEDDINGS, Embeddings::getNode);
    return new Trace(
        documentId,
        scan.latest(Topics.DOCUMENTS, key::equals).containsKey(key),
        nodes.keySet(),
        asked.keySet(),
        embedded.keySet(),
        asked.values().stream().mapToInt(QaPairs::getQuestionsCount).sum(),
        embedded.values().stream().mapToInt(each -> 1 + each.getQuestionsCount()).sum());
  }

  /**
   * Sends the tombstones that this command is the one to send, and returns when those that the
   * services make of them have come: of the document; else of what was imported in its place.
   *
   * @throws CommandFailure if that takes longer than the timeout
   */
  public void forget(Trace trace, Duration timeout) {
    try (Consumer<String, byte[]> consumer = cluster.consumer()) {
      List<TopicPartition> partitions =
          FOLLOWED.stream().flatMap(topic -> cluster.partitions(consumer, topic).stream()).toList();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      // The seek is lazy: asking for the positions makes it happen before the tombstones are sent.
      partitions.forEach(consumer::position);
      delete(trace);
      awaitTombstones(consumer, trace, timeout);
    }
  }

  private void delete(Trace trace) {
    try (RecordWriter writer = cluster.writer()) {
      if (trace.streamed()) {
        writer.delete(Topics.DOCUMENTS, new EntryKey(collection, trace.documentId()).toString());
      } else {
        trace.nodes().forEach(key -> writer.delete(Topics.NODES, key));
        Set<String> askedOnly = new HashSet<>(trace.asked());
        askedOnly.removeAll(trace.nodes());
        askedOnly.forEach(key -> writer.delete(Topics.QA_PAIRS, key));
      }
      writer.flush();
    }
  }

  private void awaitTombstones(Consumer<String, byte[]> consumer, Trace trace, Duration timeout) {
    Map<String, Set<String>> left = new HashMap<>();
    left.put(cluster.names().of(Topics.NODES), new HashSet<>(trace.nodes()));
    left.put(cluster.names().of(Topics.QA_PAIRS), new HashSet<>(trace.asked()));
    left.put(cluster.names().of(Topics.EMBEDDINGS), new HashSet<>(trace.embedded()));
    Instant deadline = Instant.now().plus(timeout);
    while (!left.values().stream().allMatch(Set::isEmpty)) {
      if (Instant.now().isAfter(deadline)) {
        throw new CommandFailure(
            "the document is deleted, but after "
                + timeout.toSeconds()
                + " s not all that was made of it is gone; are all services up?");
      }
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        if (record.value() == null) {
          left.get(record.topic()).remove(record.key());
        }
      }
    }
  }

  private <V extends Message> Map<String, V> of(
      String documentId, Topic<V> topic, Function<V, Node> node) {
    return scan
        .latest(topic, key -> key.startsWith(EntryKey.prefix(collection)))
        .entrySet()
        .stream()
        .filter(entry -> node.apply(entry.getValue()).getDocumentId().equals(documentId))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
