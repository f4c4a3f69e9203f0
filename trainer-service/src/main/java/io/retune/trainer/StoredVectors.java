package io.retune.trainer;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Embeddings;
import io.retune.trainer.embed.EarlierVectors;
import io.retune.trainer.train.stream.TrainTopology;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * What was embedded before, from the training stage's store: of the collections that this instance
 * trains. Of those that another one trains, and while partitions move, nothing is at hand, and
 * their records are embedded again as a whole.
 */
@Singleton
final class StoredVectors implements EarlierVectors {

  private final Instance<KafkaStreams> streams;

  /**
   * @param streams looked up late: they start with the service
   */
  StoredVectors(Instance<KafkaStreams> streams) {
    this.streams = streams;
  }

  @Override
  public Optional<Embeddings> of(String key) {
    try {
      ReadOnlyKeyValueStore<String, byte[]> store =
          streams
              .get()
              .store(
                  StoreQueryParameters.fromNameAndType(
                      TrainTopology.EXAMPLES, QueryableStoreTypes.keyValueStore()));
      byte[] value = store.get(key);
      return value == null ? Optional.empty() : Optional.of(Topics.EMBEDDINGS.parse(value));
    } catch (InvalidStateStoreException e) {
      return Optional.empty();
    } catch (InvalidProtocolBufferException e) {
      // The training stage has made it a dead letter.
      return Optional.empty();
    }
  }
}
