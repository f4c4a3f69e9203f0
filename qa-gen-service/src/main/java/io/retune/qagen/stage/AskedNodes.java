package io.retune.qagen.stage;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.chassis.kafka.PartitionReader;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.QaPairs;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * What {@code qa-pairs} holds of single nodes. A look reads the partitions of the nodes from their
 * beginning, as a topic has no index; so nodes are to be looked up together. Thread-safe.
 */
@ApplicationScoped
class AskedNodes {

  private static final Logger LOG = Logger.getLogger(AskedNodes.class);
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final KafkaClients clients;
  private final TopicNames names;
  private final PartitionReader reader;

  AskedNodes(KafkaClients clients, TopicNames names) {
    this.clients = clients;
    this.names = names;
    this.reader = new PartitionReader(clients, names, TIMEOUT);
  }

  /**
   * The last records of nodes, by their keys; those that are not there, or cannot be read, are
   * absent.
   *
   * @throws org.apache.kafka.common.KafkaException if the cluster does not answer in time
   */
  Map<String, QaPairs> of(Collection<String> keys) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    Map<String, byte[]> last = new HashMap<>();
    keys.forEach(key -> last.put(key, null));
    reader.all(partitions(keys), record -> collect(record, last));
    Map<String, QaPairs> asked = new HashMap<>();
    last.forEach(
        (key, value) -> {
          try {
            if (value != null) {
              asked.put(key, Topics.QA_PAIRS.parse(value));
            }
          } catch (InvalidProtocolBufferException e) {
            LOG.warnf("%s cannot be read in qa-pairs and gets no questions of feedback", key);
          }
        });
    return asked;
  }

  private static void collect(ConsumerRecord<String, byte[]> record, Map<String, byte[]> last) {
    if (last.containsKey(record.key())) {
      last.put(record.key(), record.value());
    }
  }

  private Set<TopicPartition> partitions(Collection<String> keys) {
    String topic = names.of(Topics.QA_PAIRS);
    int partitions;
    try (Consumer<String, byte[]> consumer = clients.committedReader()) {
      partitions = consumer.partitionsFor(topic, TIMEOUT).size();
    }
    return keys.stream()
        .map(key -> new TopicPartition(topic, Topics.QA_PAIRS.partition(key, partitions)))
        .collect(Collectors.toSet());
  }
}
