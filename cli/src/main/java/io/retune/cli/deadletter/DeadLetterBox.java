package io.retune.cli.deadletter;

import io.retune.cli.cluster.Cluster;
import io.retune.cli.cluster.DeadLetterTopics;
import io.retune.cli.cluster.TopicRecords;
import io.retune.schemas.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/** The records that services put aside. Not thread-safe. */
public final class DeadLetterBox implements AutoCloseable {
  private final Cluster cluster;
  private final Admin admin;

  public DeadLetterBox(Cluster cluster) {
    this.cluster = cluster;
    this.admin = cluster.admin();
  }

  /** The topics that hold dead letters, of all services, by name. */
  public List<Topic<?>> topics() {
    return DeadLetterTopics.among(cluster.await(admin.listTopics().names()), cluster.names());
  }

  /**
   * The letters of some topics, of each in the order of its partitions.
   *
   * <p>A record without a value and without a reason takes back the letters of its key before it:
   * that is how a document's are forgotten.
   */
  public List<Letter> read(List<Topic<?>> topics) {
    List<Letter> letters = new ArrayList<>();
    topics.forEach(topic -> letters.addAll(read(topic)));
    return letters;
  }

  private List<Letter> read(Topic<?> topic) {
    List<Letter> letters = new ArrayList<>();
    Map<String, Long> takenBack = new HashMap<>();
    new TopicRecords(cluster)
        .forEach(
            topic,
            record -> {
              Letter letter = Letter.of(topic, record);
              if (record.value() == null && letter.why().isEmpty()) {
                takenBack.put(record.key(), record.offset());
              } else {
                letters.add(letter);
              }
            });
    // The letters of a key lie on one partition.
    letters.removeIf(letter -> takenBack.getOrDefault(letter.key(), -1L) > letter.offset());
    return letters;
  }

  /** Removes letters for good, and with each those before it on its partition. */
  public void drop(List<Letter> letters) {
    Map<TopicPartition, RecordsToDelete> before = new HashMap<>();
    for (Letter letter : letters) {
      before.merge(
          new TopicPartition(cluster.names().of(letter.topic()), letter.partition()),
          RecordsToDelete.beforeOffset(letter.offset() + 1),
          (one, other) -> one.beforeOffset() > other.beforeOffset() ? one : other);
    }
    cluster.await(admin.deleteRecords(before).all());
  }

  @Override
  public void close() {
    admin.close();
  }
}
