package io.retune.eval.stream;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.chassis.kafka.KafkaClients;
import io.retune.eval.evaluation.CollectionRecords;
import io.retune.schemas.EntryKey;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Embeddings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The examples that this instance has, for those who answer requests. A collection is one
 * instance's. Thread-safe.
 */
@Singleton
public class StoredExamples {
  private final KafkaStreams streams;
  private final KafkaClients clients;
  private final TopicNames names;
  private int partitions;

  StoredExamples(KafkaStreams streams, KafkaClients clients, TopicNames names) {
    this.streams = streams;
    this.clients = clients;
    this.names = names;
  }

  /**
   * A node with its questions.
   *
   * @return empty where it is gone, where another instance has its collection, and while none has
   */
  public Optional<Embeddings> find(String collection, String nodeId) {
    try {
      byte[] value = store().get(new EntryKey(collection, nodeId).toString());
      return value == null ? Optional.empty() : Optional.of(StoredRecords.parse(nodeId, value));
    } catch (InvalidStateStoreException | InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  /** Whether this instance has a collection; false while that is being decided. */
  public boolean has(String collection) {
    TopicPartition partition = partition(collection);
    return streams.metadataForLocalThreads().stream()
        .flatMap(thread -> thread.activeTasks().stream())
        .anyMatch(task -> task.topicPartitions().contains(partition));
  }

  /**
   * Which instance has a collection that this one has not; empty while that is being decided, and
   * where instances do not tell each other where they listen.
   */
  public Optional<HostInfo> otherOwner(String collection) {
    TopicPartition partition = partition(collection);
    return streams.metadataForAllStreamsClients().stream()
        .filter(client -> client.topicPartitions().contains(partition))
        .map(StreamsMetadata::hostInfo)
        .filter(host -> !host.equals(HostInfo.unavailable()))
        .findFirst();
  }

  /**
   * Reads a collection's records as they are now, in the order of the ids' UTF-8 bytes; those that
   * are unreadable are left out. Which of them arrived last is not told.
   *
   * @throws InvalidStateStoreException if another instance takes the collection over
   */
  public void read(String collection, CollectionRecords.Taker taker) throws IOException {
    String prefix = EntryKey.prefix(collection);
    try (KeyValueIterator<String, byte[]> entries =
        store().prefixScan(prefix, new StringSerializer())) {
      while (entries.hasNext()) {
        KeyValue<String, byte[]> entry = entries.next();
        String id = entry.key.substring(prefix.length());
        Embeddings record;
        try {
          record = StoredRecords.parse(id, entry.value);
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
          // It became a dead letter when it arrived.
          continue;
        }
        taker.take(id, record, false);
      }
    }
  }

  private ReadOnlyKeyValueStore<String, byte[]> store() {
    return streams.store(
        StoreQueryParameters.fromNameAndType(
            EvalTopology.EXAMPLES, QueryableStoreTypes.<String, byte[]>keyValueStore()));
  }

  private TopicPartition partition(String collection) {
    String key = new EntryKey(collection, "any").toString();
    return new TopicPartition(
        names.of(Topics.EMBEDDINGS), Topics.EMBEDDINGS.partition(key, partitions()));
  }

  /** Asked once: keys lie where they lie, so the number of a topic's partitions stays. */
  private synchronized int partitions() {
    if (partitions == 0) {
      try (Consumer<String, byte[]> consumer = clients.committedReader()) {
        partitions = consumer.partitionsFor(names.of(Topics.EMBEDDINGS)).size();
      }
    }
    return partitions;
  }
}
