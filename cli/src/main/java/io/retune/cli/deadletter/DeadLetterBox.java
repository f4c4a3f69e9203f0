package io.retune.cli.deadletter;

import io.retune.cli.cluster.Cluster;
import io.retune.cli.cluster.TopicRecords;
import io.retune.cli.output.Progress;
import io.retune.schemas.DeadLetterTopics;
import io.retune.schemas.Topic;
import io.retune.schemas.deadletter.Extent;
import io.retune.schemas.deadletter.Letter;
import io.retune.schemas.deadletter.Letters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;

/**
 * The records that services put aside, however many they are: they are handed over one by one.
 *
 * <p>A record without a value and without a reason takes back the letters of its key before it:
 * that is how a document's are forgotten. Not thread-safe.
 */
public final class DeadLetterBox implements AutoCloseable {
  /** Offsets of all topics together. */
  private static final long COUNTED_BY_READING = 5_000;

  private final Cluster cluster;
  private final TopicRecords records;
  private final Letters letters;
  private final Admin admin;

  /**
   * @param progress shown how far each reading is
   */
  public DeadLetterBox(Cluster cluster, Progress progress) {
    this.cluster = cluster;
    this.records = new TopicRecords(cluster, progress);
    this.letters = new Letters(new ClusterLetters(cluster, progress));
    this.admin = cluster.admin();
  }

  /** The topics that hold dead letters, of all services, by name. */
  public List<Topic<?>> topics() {
    return DeadLetterTopics.among(cluster.await(admin.listTopics().names()), cluster.names());
  }

  /**
   * How many letters each topic holds, by name; topics without one are left out. Exact up to some
   * thousand letters of usual size, the topics with the fewest first; reading them all would take
   * too long where there are more.
   */
  public List<LetterCount> counts() {
    List<Topic<?>> topics = topics();
    Extent all = records.extent(topics);
    Map<String, Long> offsets = all.offsetsByTopic();
    List<LetterCount> counts = new ArrayList<>();
    long readable = COUNTED_BY_READING;
    for (Topic<?> topic :
        topics.stream()
            .sorted(Comparator.comparing(topic -> offsets.get(cluster.names().of(topic))))
            .toList()) {
      String name = cluster.names().of(topic);
      readable -= offsets.get(name);
      Extent extent = all.of(Set.of(name));
      counts.add(
          readable >= 0
              ? LetterTally.byReading(topic.name(), extent, records)
              : LetterTally.byOffsets(topic.name(), extent));
    }
    return counts.stream()
        .filter(count -> count.letters() > 0)
        .sorted(Comparator.comparing(LetterCount::topic))
        .toList();
  }

  /** Hands over the letters of some topics, of each in the order of its partitions. */
  public void forEach(List<Topic<?>> topics, Consumer<Letter> reader) {
    letters.forEach(topics, reader);
  }

  /**
   * The same while more are wanted.
   *
   * @param reader true where it wants more
   */
  public void forEachWhile(List<Topic<?>> topics, Predicate<Letter> reader) {
    letters.forEachWhile(topics, reader);
  }

  /**
   * Removes all letters of some topics for good.
   *
   * @return how many there were
   */
  public long drop(List<Topic<?>> topics) {
    return letters.drop(topics);
  }

  @Override
  public void close() {
    admin.close();
  }
}
