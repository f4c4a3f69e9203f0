package io.retune.eval.stream;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.schemas.EntryKey;
import io.retune.schemas.v1.Embeddings;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;

/** The examples that this instance has, to show their texts. Thread-safe. */
@Singleton
public class ExampleTexts {
  private final KafkaStreams streams;

  ExampleTexts(KafkaStreams streams) {
    this.streams = streams;
  }

  /**
   * A node with its questions.
   *
   * @return empty where it is gone, where another instance has its collection, and while none has
   */
  public Optional<Embeddings> find(String collection, String nodeId) {
    try {
      byte[] value =
          streams
              .store(
                  StoreQueryParameters.fromNameAndType(
                      EvalTopology.EXAMPLES, QueryableStoreTypes.<String, byte[]>keyValueStore()))
              .get(new EntryKey(collection, nodeId).toString());
      return value == null ? Optional.empty() : Optional.of(StoredRecords.parse(nodeId, value));
    } catch (InvalidStateStoreException | InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }
}
