package io.retune.chassis.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.retune.schemas.Topics;
import io.retune.testing.TestBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AbandonedTransactionsTest {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final byte[] VALUE = {1};

  private static TestBroker broker;

  private final String application = "application-" + UUID.randomUUID();
  private final String living = UUID.randomUUID().toString();
  private Admin admin;
  private KafkaConsumer<byte[], byte[]> member;

  @BeforeAll
  static void start() {
    broker = TestBroker.start().withTopics(1);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void open() {
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
    member = member(application + "-" + living + "-StreamThread-1-consumer");
  }

  @AfterEach
  void close() {
    member.close();
    admin.close();
  }

  @Test
  void endsTheTransactionOfAnInstanceThatIsGoneWithItsState() throws Exception {
    // Given
    KafkaProducer<byte[], byte[]> dead = producer(application, UUID.randomUUID().toString());
    begin(dead);
    AbandonedTransactions transactions = new AbandonedTransactions(admin, application);
    transactions.look();

    // When
    Set<String> ended = transactions.look();

    // Then
    assertThat(ended).hasSize(1);
    Awaitility.await()
        .atMost(TIMEOUT)
        .untilAsserted(() -> assertThat(lastStable()).isEqualTo(end()));
    dead.close(Duration.ZERO);
  }

  @Test
  void sparesItAtTheFirstLook() throws Exception {
    // Given
    KafkaProducer<byte[], byte[]> perhaps = producer(application, UUID.randomUUID().toString());
    begin(perhaps);
    AbandonedTransactions transactions = new AbandonedTransactions(admin, application);

    // When
    Set<String> ended = transactions.look();

    // Then
    assertThat(ended).isEmpty();
    assertThatCode(perhaps::commitTransaction).doesNotThrowAnyException();
    perhaps.close();
  }

  @Test
  void sparesTheTransactionsOfAMemberOfTheGroupAndOfOtherApplications() throws Exception {
    // Given
    KafkaProducer<byte[], byte[]> own = producer(application, living);
    KafkaProducer<byte[], byte[]> foreign = producer("other", UUID.randomUUID().toString());
    begin(own);
    begin(foreign);
    AbandonedTransactions transactions = new AbandonedTransactions(admin, application);
    transactions.look();

    // When
    Set<String> ended = transactions.look();

    // Then
    assertThat(ended).isEmpty();
    assertThatCode(own::commitTransaction).doesNotThrowAnyException();
    assertThatCode(foreign::commitTransaction).doesNotThrowAnyException();
    own.close();
    foreign.close();
  }

  @Test
  void endsNothingWhereAMemberDoesNotSayWhichProcessItIs() throws Exception {
    // Given
    KafkaConsumer<byte[], byte[]> renamed = member("a-name-of-its-own");
    KafkaProducer<byte[], byte[]> perhaps = producer(application, UUID.randomUUID().toString());
    begin(perhaps);
    AbandonedTransactions transactions = new AbandonedTransactions(admin, application);
    transactions.look();

    // When
    Set<String> ended = transactions.look();

    // Then
    assertThat(ended).isEmpty();
    assertThatCode(perhaps::commitTransaction).doesNotThrowAnyException();
    perhaps.close();
    renamed.close();
  }

  /** A member of the group, which is one as soon as it is polled. */
  private KafkaConsumer<byte[], byte[]> member(String clientId) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrap(),
                "group.id",
                application,
                "client.id",
                clientId,
                "enable.auto.commit",
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of(Topics.QUERIES.name()));
    Awaitility.await()
        .atMost(TIMEOUT)
        // There is no group before its first member.
        .ignoreExceptions()
        .until(
            () -> {
              consumer.poll(Duration.ofMillis(100));
              return admin
                  .describeConsumerGroups(List.of(application))
                  .all()
                  .get()
                  .get(application)
                  .members()
                  .stream()
                  .anyMatch(known -> known.clientId().equals(clientId));
            });
    return consumer;
  }

  private static KafkaProducer<byte[], byte[]> producer(String application, String process) {
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrap(),
                "transactional.id",
                application + "-" + process + "-1",
                "transaction.timeout.ms",
                600_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }

  private static void begin(KafkaProducer<byte[], byte[]> producer) {
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(Topics.NODES.name(), VALUE, VALUE));
    producer.flush();
  }

  private static long lastStable() {
    return end("read_committed");
  }

  private static long end() {
    return end("read_uncommitted");
  }

  private static long end(String isolation) {
    try (KafkaConsumer<byte[], byte[]> reader =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrap(), "isolation.level", isolation),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(Topics.NODES.name(), 0);
      return reader.endOffsets(Set.of(partition)).get(partition);
    }
  }
}
