package io.retune.cli.forget;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.retune.broker.EmbeddedBroker;
import io.retune.cli.CommandFailure;
import io.retune.cli.cluster.Cluster;
import io.retune.cli.cluster.TopicRecords;
import io.retune.cli.deadletter.DeadLetterBox;
import io.retune.cli.deadletter.LetterCount;
import io.retune.cli.output.Progress;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.DocumentHeader;
import io.retune.schemas.EntryKey;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicCreator;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Document;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.FeedbackQuestion;
import io.retune.schemas.v1.FeedbackQuestions;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Query;
import io.retune.schemas.v1.Question;
import io.retune.testing.TopicWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is on a real broker's disk after something was forgotten. No service is there: where one
 * would answer with tombstones, they are there before.
 */
@Timeout(120)
class ForgettingTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Topic<?> LETTERS = Topics.deadLetters("ingest", Topics.DOCUMENTS);
  private static final Topic<?> NODE_LETTERS = Topics.deadLetters("qa-gen", Topics.NODES);
  private static final Topic<?> RECORD_LETTERS = Topics.deadLetters("ingest", Topics.RECORDS);
  private static final int PARTITIONS = 2;
  private static final String SECRET = "the Krakatoa acquisition";

  @TempDir private Path disk;
  private EmbeddedBroker broker;
  private Cluster cluster;

  /** What was deleted may lie there for two seconds. */
  @BeforeEach
  void start() {
    broker =
        new EmbeddedBroker(
            disk,
            0,
            Map.of(
                "log.cleaner.backoff.ms", "100",
                "log.initial.task.delay.ms", "0",
                "log.retention.check.interval.ms", "200",
                "log.segment.delete.delay.ms", "0"));
    cluster = new Cluster(broker.bootstrap(), new TopicNames(""));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      TopicCreator creator =
          new TopicCreator(
              new TopicNames(""), PARTITIONS, Optional.of((short) 1), Duration.ofSeconds(2));
      creator.createAll(admin, TIMEOUT);
      creator.create(admin, List.of(LETTERS, NODE_LETTERS, RECORD_LETTERS), TIMEOUT);
    }
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void leavesNoByteOfADocumentOnTheBrokersDisk() {
    // Given
    Node node = Node.newBuilder().setDocumentId("memo.txt").setText(SECRET).build();
    write(
        Topics.DOCUMENTS,
        "c/memo.txt",
        Document.newBuilder()
            .setDocumentId("memo.txt")
            .setContent(ByteString.copyFromUtf8(SECRET))
            .build());
    writeAndDelete(Topics.NODES, "c/n", node);
    writeAndDelete(Topics.QA_PAIRS, "c/n", QaPairs.newBuilder().setNode(node).build());
    writeAndDelete(Topics.EMBEDDINGS, "c/n", Embeddings.newBuilder().setNode(node).build());
    putAside(LETTERS, "c/memo.txt", Document.newBuilder().setTitle(SECRET).build());
    putAside(NODE_LETTERS, "c/n", node);
    Forgetting forgetting =
        new Forgetting(cluster, new Subject.DocumentSubject("c", "memo.txt"), Progress.NONE);
    Trace before = forgetting.trace();

    // When
    forgetting.forget(before, TIMEOUT);
    Trace after = forgetting.awaitCompaction(Duration.ofMillis(500));

    // Then
    assertThat(before.onDisk().keySet())
        .containsExactlyInAnyOrder(
            "documents", "nodes", "qa-pairs", "embeddings", LETTERS.name(), NODE_LETTERS.name());
    assertThat(after.records()).isEmpty();
    Awaitility.await().atMost(TIMEOUT).until(() -> filesWith(SECRET).isEmpty());
  }

  @Test
  void leavesNoByteOfAUsersQuestionOnTheBrokersDisk() {
    // Given
    Question question = Question.newBuilder().setText(SECRET).build();
    write(Topics.QUERIES, "c/q", Query.newBuilder().setText(SECRET).build());
    writeAndDelete(
        Topics.QA_PAIRS, "c/query-q", QaPairs.newBuilder().addQuestions(question).build());
    writeAndDelete(
        Topics.EMBEDDINGS, "c/query-q", Embeddings.newBuilder().addQuestions(question).build());
    Forgetting forgetting =
        new Forgetting(cluster, new Subject.QuerySubject("c", SECRET), Progress.NONE);
    Trace before = forgetting.trace();

    // When
    forgetting.forget(before, TIMEOUT);
    Trace after = forgetting.awaitCompaction(Duration.ofMillis(500));

    // Then
    assertThat(before.onDisk().keySet())
        .containsExactlyInAnyOrder("queries", "qa-pairs", "embeddings");
    assertThat(after.records()).isEmpty();
    Awaitility.await().atMost(TIMEOUT).until(() -> filesWith(SECRET).isEmpty());
  }

  @Test
  void takesAQuestionThatFeedbackAnsweredOutOfItsNodeAndLeavesTheNode() {
    // Given: what the services write once they are told
    Question question = Question.newBuilder().setQuestionId("feedback-1").setText(SECRET).build();
    Node node = Node.newBuilder().setNodeId("n").setText("of an island").build();
    QaPairs without = QaPairs.newBuilder().setNode(node).build();
    Embeddings vectors = Embeddings.newBuilder().setNode(node).build();
    writeAndDelete(
        Topics.FEEDBACK_QUESTIONS,
        "c/n",
        FeedbackQuestions.newBuilder()
            .addQuestions(FeedbackQuestion.newBuilder().setQuestion(question))
            .build());
    write(
        Topics.QA_PAIRS,
        "c/n",
        without.toBuilder().addQuestions(question).addQuestions(Question.newBuilder()).build());
    Trace live =
        new Forgetting(cluster, new Subject.QuerySubject("c", SECRET), Progress.NONE).trace();
    write(Topics.QA_PAIRS, "c/n", without);
    write(Topics.EMBEDDINGS, "c/n", vectors.toBuilder().addQuestions(question).build());
    write(Topics.EMBEDDINGS, "c/n", vectors);
    Forgetting forgetting =
        new Forgetting(cluster, new Subject.QuerySubject("c", SECRET), Progress.NONE);
    Trace before = forgetting.trace();

    // When
    forgetting.forgetSearches();
    Trace after = forgetting.awaitCompaction(Duration.ofMillis(500));

    // Then
    assertThat(live.questions()).isEqualTo(1);
    assertThat(before.onDisk().keySet())
        .containsExactlyInAnyOrder("feedback-questions", "qa-pairs", "embeddings");
    assertThat(after.records()).isEmpty();
    Awaitility.await().atMost(TIMEOUT).until(() -> filesWith(SECRET).isEmpty());
    assertThat(filesWith("of an island")).isNotEmpty();
    assertThat(new TopicRecords(cluster, Progress.NONE).extent(List.of(Topics.FEEDBACK)).to())
        .containsValue(1L);
  }

  @Test
  void leavesWhatOtherDocumentsAndCollectionsHold() {
    // Given
    Node other = Node.newBuilder().setDocumentId("other.txt").setText(SECRET).build();
    Node elsewhere = Node.newBuilder().setDocumentId("memo.txt").setText(SECRET).build();
    write(Topics.NODES, "c/other", other);
    write(Topics.NODES, "d/n", elsewhere);
    write(Topics.DOCUMENTS, "c/memo.txt", Document.newBuilder().setTitle(SECRET).build());
    Forgetting forgetting =
        new Forgetting(cluster, new Subject.DocumentSubject("c", "memo.txt"), Progress.NONE);

    // When
    forgetting.forget(forgetting.trace(), TIMEOUT);

    // Then
    assertThat(
            new Forgetting(cluster, new Subject.DocumentSubject("c", "other.txt"), Progress.NONE)
                .trace()
                .live("nodes"))
        .containsExactly("c/other");
    assertThat(
            new Forgetting(cluster, new Subject.DocumentSubject("d", "memo.txt"), Progress.NONE)
                .trace()
                .live("nodes"))
        .containsExactly("d/n");
  }

  @Test
  void takesDeadLettersBackThatWouldBringTheDocumentBack() {
    // Given
    write(Topics.DOCUMENTS, "c/memo.txt", Document.newBuilder().setTitle(SECRET).build());
    putAside(LETTERS, "c/memo.txt", Document.newBuilder().setTitle(SECRET).build());
    Forgetting forgetting =
        new Forgetting(cluster, new Subject.DocumentSubject("c", "memo.txt"), Progress.NONE);

    // When
    forgetting.forget(forgetting.trace(), TIMEOUT);

    // Then
    try (DeadLetterBox box = new DeadLetterBox(cluster, Progress.NONE)) {
      assertThat(box.counts()).isEmpty();
    }
  }

  @Test
  void takesADeadLetterBackThatIsWrittenOnlyAfterTheDocumentIsDeleted() throws Exception {
    // Given
    Document document = Document.newBuilder().setTitle(SECRET).build();
    write(Topics.DOCUMENTS, "c/memo.txt", document);
    commit(0);
    Forgetting forgetting =
        new Forgetting(cluster, new Subject.DocumentSubject("c", "memo.txt"), Progress.NONE);
    Trace before = forgetting.trace();

    // When
    CompletableFuture<Void> forgotten =
        CompletableFuture.runAsync(() -> forgetting.forget(before, TIMEOUT));
    Awaitility.await().atMost(TIMEOUT).until(() -> forgetting.trace().live("documents").isEmpty());
    putAside(LETTERS, "c/memo.txt", document);
    commit(2);
    forgotten.get(60, TimeUnit.SECONDS);

    // Then
    try (DeadLetterBox box = new DeadLetterBox(cluster, Progress.NONE)) {
      assertThat(box.counts()).isEmpty();
    }
  }

  @Test
  void leavesNoByteOfAnotherSystemsRecordOnTheBrokersDisk() throws Exception {
    // Given
    String row = "{\"id\": \"memo.txt\", \"text\": \"" + SECRET + "\"}";
    sendRecord(null, row);
    commit(Topics.RECORDS, 0, 1);
    write(Topics.DOCUMENTS, "c/memo.txt", Document.newBuilder().setTitle(SECRET).build());
    putAside(RECORD_LETTERS, "row 7", row, new EntryKey("c", "memo.txt"));
    putAside(RECORD_LETTERS, "row 8", "{\"id\": \"other\"}", new EntryKey("c", "other"));
    Forgetting forgetting =
        new Forgetting(cluster, new Subject.DocumentSubject("c", "memo.txt"), Progress.NONE);

    // When
    forgetting.clearInbox(TIMEOUT);
    Trace before = forgetting.trace();
    forgetting.forget(before, TIMEOUT);
    forgetting.awaitCompaction(Duration.ofMillis(500));

    // Then
    assertThat(before.live(RECORD_LETTERS.name())).containsExactly("row 7");
    Awaitility.await()
        .atMost(TIMEOUT)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              // The broker closes a segment with the next record after its time.
              sendRecord(null, "{}");
              return filesWith(SECRET).isEmpty();
            });
    try (DeadLetterBox box = new DeadLetterBox(cluster, Progress.NONE)) {
      assertThat(box.counts()).extracting(LetterCount::letters).containsExactly(1L);
    }
  }

  @Test
  void forgetsNothingWhileARecordThatMayHoldItIsNotRead() throws Exception {
    // Given
    sendRecord(null, "{\"id\": \"memo.txt\", \"text\": \"" + SECRET + "\"}");
    commit(Topics.RECORDS, 0, 0);
    Forgetting forgetting =
        new Forgetting(cluster, new Subject.DocumentSubject("c", "memo.txt"), Progress.NONE);

    // When, then
    assertThatThrownBy(() -> forgetting.clearInbox(Duration.ofMillis(300)))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("have not read all of records")
        .hasMessageContaining("nothing is forgotten yet");
    assertThat(filesWith(SECRET)).isNotEmpty();
  }

  /** As the stage that reads documents: it has read so many of the key's partition. */
  private void commit(long read) throws Exception {
    commit(Topics.DOCUMENTS, Topics.DOCUMENTS.partition("c/memo.txt", PARTITIONS), read);
  }

  private void commit(Topic<?> topic, int number, long read) throws Exception {
    TopicPartition partition = new TopicPartition(topic.name(), number);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      admin
          .alterConsumerGroupOffsets(
              "retune-ingest", Map.of(partition, new OffsetAndMetadata(read)))
          .all()
          .get();
    }
  }

  private <V extends Message> void write(Topic<V> topic, String key, V message) {
    try (TopicWriter writer = new TopicWriter(broker.bootstrap())) {
      writer.write(topic, key, message);
    }
  }

  private <V extends Message> void writeAndDelete(Topic<V> topic, String key, V message) {
    try (TopicWriter writer = new TopicWriter(broker.bootstrap())) {
      writer.write(topic, key, message);
      writer.delete(topic, key);
    }
  }

  private void putAside(Topic<?> letters, String key, Message message) {
    ProducerRecord<String, byte[]> letter =
        new ProducerRecord<>(letters.name(), key, message.toByteArray());
    sendLetter(letter);
  }

  private void putAside(Topic<?> letters, String key, String row, EntryKey document) {
    ProducerRecord<String, byte[]> letter =
        new ProducerRecord<>(letters.name(), key, row.getBytes(UTF_8));
    DocumentHeader.stamp(letter.headers(), document);
    sendLetter(letter);
  }

  private void sendLetter(ProducerRecord<String, byte[]> letter) {
    DeadLetter.of(
            "ingest", "parse", "documents", 0, 0, new IllegalStateException("bad"), Instant.EPOCH)
        .stamp(letter.headers());
    send(letter);
  }

  /** To the first partition, as another system. */
  private void sendRecord(String key, String row) {
    send(new ProducerRecord<>(Topics.RECORDS.name(), 0, key, row.getBytes(UTF_8)));
  }

  private void send(ProducerRecord<String, byte[]> record) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(record);
    }
  }

  private List<Path> filesWith(String text) {
    try (var files = Files.walk(disk)) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, text)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), ISO_8859_1).contains(text);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
