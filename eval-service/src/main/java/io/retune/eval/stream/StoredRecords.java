package io.retune.eval.stream;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.retune.eval.evaluation.CollectionRecords;
import io.retune.eval.keyword.KeywordIndex;
import io.retune.schemas.EntryKey;
import io.retune.schemas.v1.Embeddings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * A collection's records in the stores of a task.
 *
 * <p>An iterator of RocksDB sees the store as it was when it was opened. So the stream thread opens
 * this, and another thread may read it while records go on coming in. If the stores are closed
 * meanwhile, a reading ends with an exception of the store. One thread at a time.
 */
final class StoredRecords implements CollectionRecords, AutoCloseable {
  private final String prefix;
  private final Deque<Reading> readings = new ArrayDeque<>(READINGS);

  private StoredRecords(String prefix) {
    this.prefix = prefix;
  }

  /** To be called by the thread that owns the stores. */
  static StoredRecords open(
      ReadOnlyKeyValueStore<String, byte[]> examples,
      ReadOnlyKeyValueStore<String, byte[]> arrivals,
      String collection) {
    String prefix = EntryKey.prefix(collection);
    StoredRecords records = new StoredRecords(prefix);
    for (int reading = 0; reading < READINGS; reading++) {
      records.readings.add(new Reading(scan(examples, prefix), scan(arrivals, prefix)));
    }
    return records;
  }

  /**
   * Reads a record of embeddings without copying its vectors.
   *
   * @throws InvalidProtocolBufferException if it is none
   * @throws IllegalArgumentException if its id is longer than can be evaluated
   */
  static Embeddings parse(String id, byte[] value) throws InvalidProtocolBufferException {
    KeywordIndex.checkId(id);
    CodedInputStream input = UnsafeByteOperations.unsafeWrap(value).newCodedInput();
    input.enableAliasing(true);
    Embeddings record = Embeddings.parser().parseFrom(input);
    input.checkLastTagWas(0);
    return record;
  }

  /**
   * {@inheritDoc}
   *
   * @throws java.util.NoSuchElementException at the fourth reading
   */
  @Override
  public void read(Taker taker) throws IOException {
    try (Reading reading = readings.remove()) {
      while (reading.examples.hasNext()) {
        KeyValue<String, byte[]> entry = reading.examples.next();
        boolean arrived = reading.hasArrived(entry.key);
        String id = entry.key.substring(prefix.length());
        Embeddings record;
        try {
          record = parse(id, entry.value);
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
          // It became a dead letter when it arrived.
          continue;
        }
        taker.take(id, record, arrived);
      }
    }
  }

  @Override
  public void close() {
    readings.forEach(Reading::close);
    readings.clear();
  }

  private static KeyValueIterator<String, byte[]> scan(
      ReadOnlyKeyValueStore<String, byte[]> store, String prefix) {
    return store.prefixScan(prefix, new StringSerializer());
  }

  /** Both stores have the same keys in the same order, so they are read side by side. */
  private record Reading(
      KeyValueIterator<String, byte[]> examples, KeyValueIterator<String, byte[]> arrivals)
      implements AutoCloseable {

    /** To be asked in the order of keys. */
    boolean hasArrived(String key) {
      while (arrivals.hasNext()) {
        int order = Arrays.compareUnsigned(bytes(arrivals.peekNextKey()), bytes(key));
        if (order >= 0) {
          return order == 0;
        }
        arrivals.next();
      }
      return false;
    }

    private static byte[] bytes(String key) {
      return key.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
      examples.close();
      arrivals.close();
    }
  }
}
