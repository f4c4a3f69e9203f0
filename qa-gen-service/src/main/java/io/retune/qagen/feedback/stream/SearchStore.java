package io.retune.qagen.feedback.stream;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.qagen.feedback.Searches;
import io.retune.qagen.question.QuestionId;
import io.retune.schemas.EntryKey;
import io.retune.schemas.QueryKey;
import io.retune.schemas.v1.FeedbackSearch;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The searches of the collections of one task, by {@code collection/queryId}, and what is to be
 * forgotten of them, by the key of a node or of a question. One thread.
 */
final class SearchStore {
  /** Of what is to be forgotten, at one look; the rest waits for the next. */
  private static final int FORGOTTEN_AT_ONCE = 20_000;

  private static final byte[] MARK = {1};

  private final KeyValueStore<String, byte[]> searches;
  private final KeyValueStore<String, byte[]> gone;

  SearchStore(KeyValueStore<String, byte[]> searches, KeyValueStore<String, byte[]> gone) {
    this.searches = searches;
    this.gone = gone;
  }

  /** Adds what a record says of a search. */
  void add(String key, FeedbackSearch part) {
    byte[] known = searches.get(key);
    FeedbackSearch search = known == null ? part : KeptSearch.merged(read(known), part);
    searches.put(key, search.toByteArray());
  }

  /**
   * Notes that a node is gone, or a question to be forgotten.
   *
   * @return whether there is anything that it may matter to
   */
  boolean forget(EntryKey key) {
    try (KeyValueIterator<String, byte[]> any = of(searches, key.collection())) {
      if (!any.hasNext()) {
        return false;
      }
    }
    gone.put(key.toString(), MARK);
    return true;
  }

  /** The collections that have searches. */
  Set<String> collections() {
    Set<String> collections = new TreeSet<>();
    String from = "";
    while (true) {
      try (KeyValueIterator<String, byte[]> next = searches.range(from, null)) {
        if (!next.hasNext()) {
          return collections;
        }
        String collection = EntryKey.parse(next.peekNextKey()).collection();
        collections.add(collection);
        from = end(collection);
      }
    }
  }

  /**
   * Deletes what is too old, too much, or to be forgotten.
   *
   * @return how many searches went because there were too many
   */
  int clean(String collection, Instant before, int most) {
    Set<String> goneNodes = new HashSet<>();
    Set<String> forgotten = new HashSet<>();
    takeGone(collection, goneNodes, forgotten);
    LongStream.Builder times = LongStream.builder();
    each(
        collection,
        (key, search) -> {
          Instant receivedAt = KeptSearch.receivedAt(search);
          if (receivedAt.isBefore(before)
              || (!search.getText().isEmpty()
                  && forgotten.contains(QuestionId.ofQuery(search.getText())))) {
            searches.delete(key);
            return;
          }
          FeedbackSearch without = KeptSearch.without(search, goneNodes);
          if (without != search) {
            searches.put(key, without.toByteArray());
          }
          times.add(receivedAt.toEpochMilli());
        });
    long[] kept = times.build().sorted().toArray();
    return kept.length <= most ? 0 : dropBefore(kept[kept.length - most], collection);
  }

  /** Those whose question is known. */
  Searches searches(String collection) {
    return visitor ->
        each(
            collection,
            (key, search) -> KeptSearch.read(EntryKey.parse(key).id(), search).ifPresent(visitor));
  }

  private int dropBefore(long oldest, String collection) {
    Set<String> dropped = new HashSet<>();
    each(
        collection,
        (key, search) -> {
          if (KeptSearch.receivedAt(search).toEpochMilli() < oldest) {
            dropped.add(key);
          }
        });
    dropped.forEach(searches::delete);
    return dropped.size();
  }

  private void takeGone(String collection, Set<String> nodes, Set<String> questions) {
    try (KeyValueIterator<String, byte[]> marks = of(gone, collection)) {
      while (marks.hasNext() && nodes.size() + questions.size() < FORGOTTEN_AT_ONCE) {
        String key = marks.next().key;
        EntryKey named = EntryKey.parse(key);
        (QueryKey.isQuery(named) ? questions : nodes).add(named.id());
        gone.delete(key);
      }
    }
  }

  private void each(String collection, BiConsumer<String, FeedbackSearch> visitor) {
    try (KeyValueIterator<String, byte[]> all = of(searches, collection)) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> each = all.next();
        visitor.accept(each.key, read(each.value));
      }
    }
  }

  private static KeyValueIterator<String, byte[]> of(
      KeyValueStore<String, byte[]> store, String collection) {
    return store.range(EntryKey.prefix(collection), end(collection));
  }

  /** Behind all keys of a collection: the character after the slash. */
  static String end(String collection) {
    return collection + (char) ('/' + 1);
  }

  private static FeedbackSearch read(byte[] value) {
    try {
      return FeedbackSearch.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new SerializationException("a search that is kept cannot be read", e);
    }
  }
}
