package io.retune.cli.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.retune.cli.cluster.Cluster;
import io.retune.cli.output.Progress;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicCreator;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.deadletter.Letter;
import io.retune.testing.TestBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More letters than anybody looks at. Each test has a topic of its own. */
@Timeout(90)
class DeadLetterBoxTest {
  private static final Topic<?> FEW = Topics.deadLetters("ingest", Topics.DOCUMENTS);
  private static final Topic<?> MANY = Topics.deadLetters("qa-gen", Topics.NODES);
  private static final Topic<?> LARGE = Topics.deadLetters("trainer", Topics.QA_PAIRS);
  private static final Topic<?> DROPPED = Topics.deadLetters("eval", Topics.EMBEDDINGS);
  private static final List<Topic<?>> TOPICS = List.of(FEW, MANY, LARGE, DROPPED);
  private static final int PARTITIONS = 2;

  private static TestBroker broker;
  private static Cluster cluster;
  private static KafkaProducer<String, byte[]> producer;

  @BeforeAll
  static void start() {
    broker = TestBroker.start();
    cluster = new Cluster(broker.bootstrap(), new TopicNames(""));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      new TopicCreator(new TopicNames(""), PARTITIONS, Optional.of((short) 1))
          .create(admin, TOPICS, Duration.ofSeconds(60));
    }
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrap(),
                "transactional.id",
                "test",
                "max.request.size",
                32 << 20),
            new StringSerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  @AfterAll
  static void stop() {
    producer.close();
    broker.close();
  }

  @Test
  void countsLettersAndNeitherMarksNorThoseThatWereTakenBack() {
    // Given
    putAside(FEW, 20, 10);
    inTransaction(() -> producer.send(new ProducerRecord<>(FEW.name(), "c/3", null)));

    // When
    LetterCount count = count(FEW);

    // Then
    assertThat(count).isEqualTo(new LetterCount("dlq.ingest.documents", 19, true));
    assertThat(letters(FEW)).hasSize(19).extracting(Letter::key).doesNotContain("c/3");
  }

  @Test
  void countsByOffsetsWhatWouldTakeTooLongToRead() {
    // Given
    putAside(MANY, 6_000, 10);

    // When
    LetterCount count = count(MANY);

    // Then
    assertThat(count.exact()).isFalse();
    assertThat(count.letters()).isBetween(6_000L, 6_010L);
    assertThat(count.inWords()).startsWith("at most 600");
  }

  @Test
  void countsByOffsetsWhatIsTooLargeToRead() {
    // Given
    putAside(LARGE, 24, 1 << 20);

    // When
    LetterCount count = count(LARGE);

    // Then
    assertThat(count.exact()).isFalse();
    assertThat(count.letters()).isBetween(24L, 30L);
  }

  @Test
  void dropsAllOfATopic() {
    // Given
    putAside(DROPPED, 300, 10);

    // When
    long dropped;
    try (DeadLetterBox box = box()) {
      dropped = box.drop(List.of(DROPPED));
    }

    // Then
    assertThat(dropped).isEqualTo(300);
    assertThat(letters(DROPPED)).isEmpty();
    try (DeadLetterBox box = box()) {
      assertThat(box.counts()).extracting(LetterCount::topic).doesNotContain(DROPPED.name());
    }
  }

  private static DeadLetterBox box() {
    return new DeadLetterBox(cluster, Progress.NONE);
  }

  private static LetterCount count(Topic<?> topic) {
    try (DeadLetterBox box = box()) {
      return box.counts().stream()
          .filter(count -> count.topic().equals(topic.name()))
          .findFirst()
          .orElseThrow();
    }
  }

  private static List<Letter> letters(Topic<?> topic) {
    List<Letter> letters = new ArrayList<>();
    try (DeadLetterBox box = box()) {
      box.forEach(List.of(topic), letters::add);
    }
    return letters;
  }

  private static void putAside(Topic<?> topic, int count, int bytes) {
    inTransaction(
        () -> {
          for (int i = 0; i < count; i++) {
            ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(topic.name(), "c/" + i, "x".repeat(bytes).getBytes(UTF_8));
            DeadLetter.of(
                    "any",
                    "any",
                    "nodes",
                    0,
                    i,
                    new IllegalStateException("made up"),
                    Instant.EPOCH)
                .stamp(letter.headers());
            producer.send(letter);
          }
        });
  }

  private static void inTransaction(Runnable writing) {
    producer.beginTransaction();
    writing.run();
    producer.commitTransaction();
    // The broker answers before it has written the marks behind which readers of what is committed
    // come.
    Awaitility.await()
        .until(
            () ->
                ends(IsolationLevel.READ_COMMITTED).equals(ends(IsolationLevel.READ_UNCOMMITTED)));
  }

  private static Map<TopicPartition, Long> ends(IsolationLevel isolation) throws Exception {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (Topic<?> topic : TOPICS) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        latest.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      admin
          .listOffsets(latest, new ListOffsetsOptions(isolation))
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, end.offset()));
    }
    return ends;
  }
}
