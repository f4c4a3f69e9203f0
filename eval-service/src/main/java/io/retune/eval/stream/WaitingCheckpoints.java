package io.retune.eval.stream;

import io.retune.schemas.EntryKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The checkpoints of a task that are tried again, by collection and version. Not thread-safe. */
final class WaitingCheckpoints {
  /** As wide as the largest version, so that keys sort as versions do. */
  private static final String KEY = "%s/%019d";

  private final KeyValueStore<String, WaitingCheckpoint> store;
  private final WaitingBoard board;
  private final Set<String> shown = new HashSet<>();

  /**
   * @param board where others see what waits
   */
  WaitingCheckpoints(KeyValueStore<String, WaitingCheckpoint> store, WaitingBoard board) {
    this.store = store;
    this.board = board;
    collections().forEach(this::show);
  }

  /** Those that have a checkpoint waiting. */
  List<String> collections() {
    List<String> names = new ArrayList<>();
    try (KeyValueIterator<String, WaitingCheckpoint> all = store.all()) {
      all.forEachRemaining(entry -> names.add(EntryKey.parse(entry.key).collection()));
    }
    return names.stream().distinct().toList();
  }

  /** The oldest version that waits. */
  Optional<Long> first(String collection) {
    return entries(collection).stream().map(entry -> version(entry.key)).findFirst();
  }

  Optional<WaitingCheckpoint> find(String collection, long version) {
    return Optional.ofNullable(store.get(key(collection, version)));
  }

  boolean isEmpty(String collection) {
    return entries(collection).isEmpty();
  }

  void put(String collection, long version, WaitingCheckpoint waiting) {
    store.put(key(collection, version), waiting);
    show(collection);
  }

  void remove(String collection, long version) {
    store.delete(key(collection, version));
    show(collection);
  }

  /** Others see nothing of it any more. */
  void close() {
    shown.forEach(board::remove);
    shown.clear();
  }

  private void show(String collection) {
    List<KeyValue<String, WaitingCheckpoint>> entries = entries(collection);
    shown.add(collection);
    if (entries.isEmpty()) {
      board.remove(collection);
    } else {
      board.show(collection, entries.size(), entries.get(0).value.reason());
    }
  }

  private List<KeyValue<String, WaitingCheckpoint>> entries(String collection) {
    List<KeyValue<String, WaitingCheckpoint>> entries = new ArrayList<>();
    try (KeyValueIterator<String, WaitingCheckpoint> some =
        store.prefixScan(EntryKey.prefix(collection), new StringSerializer())) {
      some.forEachRemaining(entries::add);
    }
    return entries;
  }

  private static String key(String collection, long version) {
    return KEY.formatted(collection, version);
  }

  private static long version(String key) {
    return Long.parseLong(EntryKey.parse(key).id());
  }
}
