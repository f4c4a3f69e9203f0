package io.retune.cli.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retune.cli.cluster.Cluster;
import io.retune.cli.cluster.TopicRecords;
import io.retune.cli.output.Progress;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicCreator;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.deadletter.Letter;
import io.retune.schemas.deadletter.Replay;
import io.retune.schemas.deadletter.Replay.Replayed;
import io.retune.schemas.deadletter.UnknownSourceException;
import io.retune.testing.TestBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each test has keys of its own, and takes all letters of its topics. */
@Timeout(90)
class ReplayTest {
  private static final Topic<?> LETTERS = Topics.deadLetters("qa-gen", Topics.NODES);
  private static final Topic<?> EXAMPLE_LETTERS = Topics.deadLetters("eval", Topics.EMBEDDINGS);
  private static final Topic<?> OTHER_EXAMPLE_LETTERS =
      Topics.deadLetters("trainer", Topics.EMBEDDINGS);
  private static final Topic<?> SILENT_LETTERS = Topics.deadLetters("trainer", Topics.QA_PAIRS);

  private static TestBroker broker;
  private static Cluster cluster;
  private static KafkaProducer<String, byte[]> producer;

  @BeforeAll
  static void start() {
    broker = TestBroker.start().withTopics(2);
    cluster = new Cluster(broker.bootstrap(), new TopicNames(""));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      new TopicCreator(new TopicNames(""), 2, Optional.of((short) 1))
          .create(
              admin,
              List.of(LETTERS, EXAMPLE_LETTERS, OTHER_EXAMPLE_LETTERS, SILENT_LETTERS),
              Duration.ofSeconds(60));
    }
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void stop() {
    producer.close();
    broker.close();
  }

  @Test
  void triesARecordAgainThatIsStillTheLastOfItsKey() {
    // Given
    RecordMetadata failed = write(Topics.NODES, "last/n", "text");
    putAside(LETTERS, "last/n", "text", failed);

    // When
    Replayed replayed = replay(LETTERS);

    // Then
    assertThat(replayed).isEqualTo(new Replayed(1, 0));
    assertThat(values(Topics.NODES, "last/n")).containsExactly("text", "text");
  }

  @Test
  void leavesOutARecordThatANewerOneHasReplaced() {
    // Given
    RecordMetadata failed = write(Topics.NODES, "edited/n", "old text");
    putAside(LETTERS, "edited/n", "old text", failed);
    write(Topics.NODES, "edited/n", "new text");

    // When
    Replayed replayed = replay(LETTERS);

    // Then
    assertThat(replayed).isEqualTo(new Replayed(0, 1));
    assertThat(values(Topics.NODES, "edited/n")).containsExactly("old text", "new text");
  }

  @Test
  void leavesOutARecordThatWasDeletedSince() {
    // Given
    RecordMetadata failed = write(Topics.NODES, "deleted/n", "text");
    putAside(LETTERS, "deleted/n", "text", failed);
    write(Topics.NODES, "deleted/n", null);

    // When
    Replayed replayed = replay(LETTERS);

    // Then
    assertThat(replayed).isEqualTo(new Replayed(0, 1));
    assertThat(values(Topics.NODES, "deleted/n")).containsExactly("text", null);
  }

  @Test
  void leavesOutARecordOfWhichCompactionHasLeftNothing() {
    // Given
    RecordMetadata elsewhere = write(Topics.NODES, "compacted/other", "text");
    putAside(LETTERS, "compacted/n", "text", elsewhere);

    // When
    Replayed replayed = replay(LETTERS);

    // Then
    assertThat(replayed).isEqualTo(new Replayed(0, 1));
    assertThat(values(Topics.NODES, "compacted/n")).isEmpty();
  }

  @Test
  void sendsOnceWhatTwoServicesPutAsideOfOneRecord() {
    // Given
    RecordMetadata failed = write(Topics.EMBEDDINGS, "twice/n", "text");
    putAside(EXAMPLE_LETTERS, "twice/n", "text", failed);
    putAside(OTHER_EXAMPLE_LETTERS, "twice/n", "text", failed);

    // When
    Replayed replayed = replay(EXAMPLE_LETTERS, OTHER_EXAMPLE_LETTERS);

    // Then: for the second of them, the first is the newer record.
    assertThat(replayed).isEqualTo(new Replayed(1, 1));
    assertThat(values(Topics.EMBEDDINGS, "twice/n")).containsExactly("text", "text");
  }

  @Test
  void leavesTheLastWordToARecordThatCameInBetween() {
    // Given
    RecordMetadata failed = write(Topics.NODES, "raced/n", "old text");
    putAside(LETTERS, "raced/n", "old text", failed);

    // When
    new Replay(clusterLetters(), 10, () -> write(Topics.NODES, "raced/n", null))
        .replay(List.of(LETTERS));

    // Then
    assertThat(values(Topics.NODES, "raced/n")).containsExactly("old text", null, "old text", null);
  }

  @Test
  void sendsNothingWhereALetterDoesNotSayItsTopic() {
    // Given
    RecordMetadata failed = write(Topics.NODES, "silent/n", "text");
    putAside(SILENT_LETTERS, "silent/n", "text", failed);
    send(new ProducerRecord<>(SILENT_LETTERS.name(), "silent/m", "text".getBytes(UTF_8)));

    // When
    var replay = assertThatThrownBy(() -> replay(SILENT_LETTERS));

    // Then
    replay
        .isInstanceOf(UnknownSourceException.class)
        .hasMessage("the dead letter of silent/m does not say its topic");
    assertThat(values(Topics.NODES, "silent/n")).containsExactly("text");
    assertThat(letters(SILENT_LETTERS)).hasSize(2);
  }

  @Test
  void triesAnyNumberOfLettersInBatchesAndDropsThem() {
    // Given
    for (int i = 0; i < 5; i++) {
      putAside(LETTERS, "many/" + i, "text", write(Topics.NODES, "many/" + i, "text"));
    }

    // When
    Replayed replayed = new Replay(clusterLetters(), 2, () -> {}).replay(List.of(LETTERS));

    // Then
    assertThat(replayed).isEqualTo(new Replayed(5, 0));
    assertThat(letters(LETTERS)).isEmpty();
    for (int i = 0; i < 5; i++) {
      assertThat(values(Topics.NODES, "many/" + i)).containsExactly("text", "text");
    }
  }

  private static void putAside(Topic<?> letters, String key, String value, RecordMetadata failed) {
    ProducerRecord<String, byte[]> letter =
        new ProducerRecord<>(letters.name(), key, value.getBytes(UTF_8));
    DeadLetter.of(
            "qa-gen",
            "ask",
            failed.topic(),
            failed.partition(),
            failed.offset(),
            new IllegalStateException("no answer"),
            Instant.EPOCH)
        .stamp(letter.headers());
    send(letter);
  }

  private static RecordMetadata write(Topic<?> topic, String key, String value) {
    int partition = topic.partition(key, 2);
    return send(
        new ProducerRecord<>(
            topic.name(), partition, key, value == null ? null : value.getBytes(UTF_8)));
  }

  private static RecordMetadata send(ProducerRecord<String, byte[]> record) {
    try {
      return producer.send(record).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Replayed replay(Topic<?>... topics) {
    return new Replay(clusterLetters()).replay(List.of(topics));
  }

  private static List<Letter> letters(Topic<?> topic) {
    List<Letter> letters = new ArrayList<>();
    try (DeadLetterBox box = new DeadLetterBox(cluster, Progress.NONE)) {
      box.forEach(List.of(topic), letters::add);
    }
    return letters;
  }

  private static List<String> values(Topic<?> topic, String key) {
    List<String> values = new ArrayList<>();
    new TopicRecords(cluster)
        .forEach(
            topic,
            record -> {
              if (record.key().equals(key)) {
                values.add(record.value() == null ? null : new String(record.value(), UTF_8));
              }
            });
    return values;
  }

  private static ClusterLetters clusterLetters() {
    return new ClusterLetters(cluster, Progress.NONE);
  }
}
