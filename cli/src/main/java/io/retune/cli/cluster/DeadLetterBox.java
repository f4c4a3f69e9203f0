package io.retune.cli.cluster;

import io.retune.cli.CommandFailure;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The records that services put aside. Not thread-safe. */
public final class DeadLetterBox implements AutoCloseable {
  private final Cluster cluster;
  private final Admin admin;

  public DeadLetterBox(Cluster cluster) {
    this.cluster = cluster;
    this.admin = cluster.admin();
  }

  /** Those of all services, in the order of their topics. */
  public List<Letter> read() {
    List<Letter> letters = new ArrayList<>();
    TopicRecords records = new TopicRecords(cluster);
    for (Topic<?> topic :
        DeadLetterTopics.among(cluster.await(admin.listTopics().names()), cluster.names())) {
      records.forEach(
          topic,
          record -> letters.add(new Letter(topic, record, DeadLetter.read(record.headers()))));
    }
    return letters;
  }

  /**
   * Sends letters to the topics they came from, as they were.
   *
   * @throws CommandFailure if one does not say where it came from; nothing is sent then
   */
  public void replay(List<Letter> letters) {
    List<Topic<?>> sources = letters.stream().<Topic<?>>map(this::source).toList();
    try (RecordWriter writer = cluster.writer()) {
      for (int i = 0; i < letters.size(); i++) {
        ConsumerRecord<String, byte[]> record = letters.get(i).record();
        DeadLetter.remove(record.headers());
        writer.forward(sources.get(i), record.key(), record.value(), record.headers());
      }
      writer.flush();
    }
  }

  /** Removes letters for good, and with each those before it on its partition. */
  public void drop(List<Letter> letters) {
    Map<TopicPartition, RecordsToDelete> before = new HashMap<>();
    for (Letter letter : letters) {
      before.merge(
          new TopicPartition(letter.record().topic(), letter.record().partition()),
          RecordsToDelete.beforeOffset(letter.record().offset() + 1),
          (one, other) -> one.beforeOffset() > other.beforeOffset() ? one : other);
    }
    cluster.await(admin.deleteRecords(before).all());
  }

  @Override
  public void close() {
    admin.close();
  }

  private Topic<?> source(Letter letter) {
    return letter
        .why()
        .flatMap(why -> cluster.names().topic(why.topic()))
        .orElseThrow(
            () ->
                new CommandFailure(
                    "the dead letter of " + letter.record().key() + " does not say its topic"));
  }

  /**
   * @param topic that it lies in
   * @param why empty where its headers do not say
   */
  public record Letter(
      Topic<?> topic, ConsumerRecord<String, byte[]> record, Optional<DeadLetter> why) {}
}
