package io.retune.schemas.deadletter;

import io.retune.schemas.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/**
 * The records that services put aside, however many they are: they are handed over one by one.
 *
 * <p>A record without a value and without a reason takes back the letters of its key before it:
 * that is how a document's are forgotten. Not thread-safe.
 */
public final class Letters {
  private final LetterCluster cluster;

  public Letters(LetterCluster cluster) {
    this.cluster = cluster;
  }

  /** Hands over the letters of some topics, of each in the order of its partitions. */
  public void forEach(List<Topic<?>> topics, Consumer<Letter> reader) {
    forEachWhile(
        topics,
        letter -> {
          reader.accept(letter);
          return true;
        });
  }

  /**
   * The same while more are wanted.
   *
   * @param reader true where it wants more
   */
  public void forEachWhile(List<Topic<?>> topics, Predicate<Letter> reader) {
    boolean more = true;
    for (Topic<?> topic : topics) {
      if (more) {
        more = readWhile(topic, reader);
      }
    }
  }

  private boolean readWhile(Topic<?> topic, Predicate<Letter> reader) {
    Extent extent = cluster.extent(List.of(topic));
    TakenBack takenBack = TakenBack.in(cluster, extent);
    boolean[] more = {true};
    cluster.forEachWhile(
        extent,
        record -> {
          if (takenBack.leaves(record)) {
            more[0] = reader.test(Letter.of(topic, record));
          }
          return more[0];
        });
    return more[0];
  }

  /**
   * Hands over the letters of some topics in lists of at most so many, each of one topic.
   *
   * @param size at least 1
   */
  void forEachBatch(List<Topic<?>> topics, int size, Consumer<List<Letter>> reader) {
    for (Topic<?> topic : topics) {
      List<Letter> batch = new ArrayList<>();
      forEach(
          List.of(topic),
          letter -> {
            batch.add(letter);
            if (batch.size() == size) {
              reader.accept(List.copyOf(batch));
              batch.clear();
            }
          });
      if (!batch.isEmpty()) {
        reader.accept(List.copyOf(batch));
      }
    }
  }

  /**
   * Removes all letters of some topics for good.
   *
   * @return how many there were
   */
  public long drop(List<Topic<?>> topics) {
    Removal removal = new Removal();
    forEach(topics, removal::add);
    remove(removal);
    return removal.letters;
  }

  /** Removes letters for good, and with each those before it on its partition. */
  void dropUpTo(List<Letter> letters) {
    Removal removal = new Removal();
    letters.forEach(removal::add);
    remove(removal);
  }

  private void remove(Removal removal) {
    cluster.removeBefore(removal.ends);
  }

  /** Letters that are to go, by the end of each partition's. */
  private final class Removal {
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private long letters;

    void add(Letter letter) {
      ends.merge(
          new TopicPartition(cluster.names().of(letter.topic()), letter.partition()),
          letter.offset() + 1,
          Math::max);
      letters++;
    }
  }
}
