package io.retune.trainer.train.examples;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.schemas.EntryKey;
import io.retune.schemas.v1.BaseModel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Examples in a store of raw records.
 *
 * <p>An iterator of RocksDB sees the store as it was when it was opened. So whoever owns the store
 * opens this, and another thread may read it while records go on coming in: both readings see the
 * same. If the store is closed meanwhile, a reading ends with an exception of the store.
 */
public final class StoredExamples implements Examples, AutoCloseable {

  private static final int READINGS = 2;

  private final BaseModel baseModel;
  private final Deque<KeyValueIterator<String, byte[]>> readings = new ArrayDeque<>(READINGS);

  private StoredExamples(BaseModel baseModel) {
    this.baseModel = Objects.requireNonNull(baseModel, "baseModel");
  }

  /** To be called by the thread that owns the store. */
  public static StoredExamples open(
      ReadOnlyKeyValueStore<String, byte[]> store, String collection, BaseModel baseModel) {
    StoredExamples examples = new StoredExamples(baseModel);
    for (int reading = 0; reading < READINGS; reading++) {
      examples.readings.add(store.prefixScan(EntryKey.prefix(collection), new StringSerializer()));
    }
    return examples;
  }

  @Override
  public BaseModel baseModel() {
    return baseModel;
  }

  /**
   * @throws java.util.NoSuchElementException at the third reading
   */
  @Override
  public Skipped read(Consumer<ExampleEntry> taker) {
    int others = 0;
    int unreadable = 0;
    try (KeyValueIterator<String, byte[]> records = readings.remove()) {
      while (records.hasNext()) {
        KeyValue<String, byte[]> record = records.next();
        ExampleEntry entry;
        try {
          entry = ExampleEntry.parse(EntryKey.parse(record.key).id(), record.value);
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
          unreadable++;
          continue;
        }
        if (entry.baseModel().getFingerprint().equals(baseModel.getFingerprint())) {
          taker.accept(entry);
        } else {
          others++;
        }
      }
    }
    return new Skipped(others, unreadable);
  }

  @Override
  public void close() {
    readings.forEach(KeyValueIterator::close);
    readings.clear();
  }
}
