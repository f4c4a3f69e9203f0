package io.retune.trainer.train.stream;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.schemas.DocumentDigests;
import io.retune.schemas.EntryKey;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.TrainingRequest;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/**
 * The requests of a task's collections that are not done yet, in the order of their topic. They are
 * in a state store, so that a request leaves it in the transaction in which its version is written.
 * Only their places are held in memory: an import has up to 62 MB. Not thread-safe.
 */
final class WaitingRequests {

  /** As wide as the largest offset, so that keys sort as offsets do. */
  private static final String KEY = "%s/%019d";

  /** How many retrains one version answers at most. */
  static final int MAX_ANSWERED = 100;

  private final TimestampedKeyValueStore<String, byte[]> store;
  private final Map<String, TreeMap<Long, Waiting>> byCollection = new HashMap<>();

  /**
   * One request.
   *
   * @param offset in the requests topic
   * @param since when it was read, in milliseconds since 1970
   */
  record Waiting(String collection, long offset, TrainingRequest.KindCase kind, long since) {}

  /** Reads what waits in the store. */
  WaitingRequests(TimestampedKeyValueStore<String, byte[]> store) {
    this.store = store;
    try (KeyValueIterator<String, ValueAndTimestamp<byte[]>> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, ValueAndTimestamp<byte[]>> entry = all.next();
        EntryKey key = EntryKey.parse(entry.key);
        remember(
            new Waiting(
                key.collection(),
                Long.parseLong(key.id()),
                parse(entry.value.value()).getKindCase(),
                entry.value.timestamp()));
      }
    }
  }

  void add(String collection, long offset, TrainingRequest request, long now) {
    Waiting waiting = new Waiting(collection, offset, request.getKindCase(), now);
    store.put(key(waiting), ValueAndTimestamp.make(request.toByteArray(), now));
    remember(waiting);
  }

  /** Those that have a request waiting. */
  Set<String> collections() {
    return Set.copyOf(byCollection.keySet());
  }

  /** Requests of the collection, the oldest first. */
  List<Waiting> of(String collection) {
    return List.copyOf(byCollection.getOrDefault(collection, new TreeMap<>()).values());
  }

  /** Those that the next version answers all together. */
  List<Waiting> retrains(String collection) {
    return of(collection).stream()
        .filter(waiting -> waiting.kind() == TrainingRequest.KindCase.RETRAIN)
        .limit(MAX_ANSWERED)
        .toList();
  }

  /** The documents that some retrains say must not be learned from. */
  DocumentDigests forgotten(List<Waiting> retrains) {
    return DocumentDigests.union(
        retrains.stream()
            .map(waiting -> read(waiting).getRetrain().getForgottenDocuments())
            .map(DocumentDigests::new)
            .toList());
  }

  /** Those of some retrains that name forgotten documents. */
  List<Waiting> ofForgotten(List<Waiting> retrains) {
    return retrains.stream()
        .filter(waiting -> !read(waiting).getRetrain().getForgottenDocuments().isEmpty())
        .toList();
  }

  /** The whole request. */
  TrainingRequest read(Waiting waiting) {
    return parse(store.get(key(waiting)).value());
  }

  void done(Collection<Waiting> requests) {
    for (Waiting waiting : requests) {
      store.delete(key(waiting));
      TreeMap<Long, Waiting> others = byCollection.get(waiting.collection());
      others.remove(waiting.offset());
      if (others.isEmpty()) {
        byCollection.remove(waiting.collection());
      }
    }
  }

  private void remember(Waiting waiting) {
    byCollection
        .computeIfAbsent(waiting.collection(), name -> new TreeMap<>())
        .put(waiting.offset(), waiting);
  }

  private static String key(Waiting waiting) {
    return KEY.formatted(waiting.collection(), waiting.offset());
  }

  private static TrainingRequest parse(byte[] value) {
    try {
      return Topics.REQUESTS.parse(value);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the store of requests holds none", e);
    }
  }
}
