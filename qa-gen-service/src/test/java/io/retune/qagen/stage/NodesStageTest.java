package io.retune.qagen.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.retune.qagen.question.QuestionId;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.EntryKey;
import io.retune.schemas.Topic;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Question;
import io.retune.testing.KafkaBrokerResource;
import io.retune.testing.TopicReader;
import io.retune.testing.TopicWriter;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaBrokerResource.class)
class NodesStageTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private static final String TEXT =
      "The lighthouse keeper records the height of the tide every morning. "
          + "Storm warnings are sent to the harbour office by radio. "
          + "A second keeper looks after the lamp and the fog signal at night. "
          + "In winter the supply boat may be delayed for several weeks by heavy ice.";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Inject MeterRegistry meters;

  @Test
  void asksQuestionsOfANodeAndKeepsThoseItBrought() {
    // Given
    String key = "sea/lighthouse";
    Node node =
        node(key, TEXT).toBuilder()
            .addQuestions(
                Question.newBuilder()
                    .setQuestionId("own-1")
                    .setText("Who writes down the tide?")
                    .setOrigin(Origin.ORIGIN_IMPORTED)
                    .setGenerator("people.json"))
            .addQuestions(Question.newBuilder().setText("  ").setOrigin(Origin.ORIGIN_IMPORTED))
            .build();

    // When
    write(key, node);

    // Then
    QaPairs qaPairs = awaitQaPairs(key);
    assertThat(qaPairs.getNode()).isEqualTo(node.toBuilder().clearQuestions().build());
    assertThat(qaPairs.getQuestions(0)).isEqualTo(node.getQuestions(0));
    List<Question> asked = qaPairs.getQuestionsList().subList(1, qaPairs.getQuestionsCount());
    assertThat(asked)
        .hasSizeGreaterThan(8)
        .allSatisfy(
            question -> {
              assertThat(question.getOrigin()).isEqualTo(Origin.ORIGIN_LOCAL);
              assertThat(question.getGenerator()).startsWith("local/");
              assertThat(question.getQuestionId())
                  .isEqualTo(QuestionId.of("lighthouse", question.getText()));
            });
  }

  @Test
  void letsASmallCollectionPassALoadOfAnother() {
    // Given
    int load = 1_000;
    Map<String, Node> loaded = new LinkedHashMap<>();
    for (int i = 0; i < load; i++) {
      loaded.put("load/n" + i, node("load/n" + i, TEXT));
    }
    try (TopicWriter writer = new TopicWriter(bootstrap)) {
      writer.writeAll(Topics.NODES, loaded);

      // When
      writer.write(Topics.NODES, "beside/n1", node("beside/n1", TEXT));
    }

    // Then
    try (TopicReader<QaPairs> reader = new TopicReader<>(bootstrap, Topics.QA_PAIRS, TIMEOUT)) {
      List<ConsumerRecord<String, byte[]>> written =
          reader.awaitRecords(read -> of(read, "load/").size() >= load);
      long last =
          of(written, "load/").stream().mapToLong(ConsumerRecord::timestamp).max().orElseThrow();
      assertThat(of(written, "beside/"))
          .singleElement()
          .satisfies(record -> assertThat(record.timestamp()).isLessThan(last));
      assertThat(of(written, "load/").stream().map(ConsumerRecord::key))
          .hasSize(load)
          .doesNotHaveDuplicates();
    }
  }

  private static List<ConsumerRecord<String, byte[]>> of(
      List<ConsumerRecord<String, byte[]>> records, String keyPrefix) {
    return records.stream().filter(record -> record.key().startsWith(keyPrefix)).toList();
  }

  @Test
  void passesTombstonesOn() {
    // Given
    String key = "sea/sunken";
    write(key, node(key, TEXT));
    awaitQaPairs(key);

    // When
    try (TopicWriter writer = new TopicWriter(bootstrap)) {
      writer.delete(Topics.NODES, key);
    }

    // Then
    List<ConsumerRecord<String, byte[]>> records = awaitRecords(Topics.QA_PAIRS, key, 2);
    assertThat(records.get(1).value()).isNull();
  }

  @Test
  void putsBadRecordsAsideAndGoesOn() {
    // Given
    String blank = "sea/blank";
    String unreadable = "sea/unreadable";
    String good = "sea/after-the-bad";

    // When
    try (TopicWriter writer = new TopicWriter(bootstrap)) {
      writer.write(Topics.NODES, blank, node(blank, " "));
      writer.writeBytes(Topics.NODES, unreadable, "no protobuf".getBytes(UTF_8));
      writer.writeBytes(Topics.NODES, "no key of ours", node(good, TEXT).toByteArray());
      writer.write(Topics.NODES, good, node(good, TEXT));
    }

    // Then
    awaitQaPairs(good);
    assertThat(awaitDeadLetter(blank).reason()).isEqualTo("node blank has no text");
    assertThat(awaitDeadLetter(unreadable))
        .extracting(DeadLetter::service, DeadLetter::stage, DeadLetter::topic)
        .containsExactly("qa-gen", "decode", "nodes");
    assertThat(awaitDeadLetter("no key of ours").reason()).contains("is not collection/id");
  }

  @Test
  void carriesTheTraceAndDescribesTheEvent() {
    // Given
    String key = "sea/traced";
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    // When
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new StringSerializer(),
            new ByteArraySerializer())) {
      ProducerRecord<String, byte[]> record =
          new ProducerRecord<>(Topics.NODES.name(), key, node(key, TEXT).toByteArray());
      record.headers().add("traceparent", trace.getBytes(UTF_8));
      producer.send(record);
    }

    // Then
    ConsumerRecord<String, byte[]> record = awaitRecords(Topics.QA_PAIRS, key, 1).get(0);
    assertThat(header(record, "traceparent")).isEqualTo(trace);
    assertThat(header(record, "ce_type")).isEqualTo("retune.v1.QaPairs");
    assertThat(header(record, "ce_source")).isEqualTo("/retune/qa-gen");
    assertThat(header(record, "ce_id")).startsWith("qa-pairs/" + key + "#nodes-");
  }

  @Test
  void asksNothingOfANodeWhoseTransactionWasAborted() {
    // Given
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "transactional.id", "crashing-ingest"),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(onPartitionOfAborted("aborted/node"));
      producer.flush();
      producer.abortTransaction();
    }

    // When
    writeAndAwaitQaPairs("sea/after-the-abort");
    // What was read before that has been worked on when the next batch has.
    writeAndAwaitQaPairs("sea/long-after-the-abort");

    // Then
    assertThat(meters.find("retune.qa-gen.nodes").tag("collection", "aborted").counter()).isNull();
  }

  private void writeAndAwaitQaPairs(String key) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(onPartitionOfAborted(key));
    }
    awaitQaPairs(key);
  }

  private static ProducerRecord<String, byte[]> onPartitionOfAborted(String key) {
    return new ProducerRecord<>(Topics.NODES.name(), 0, key, node(key, TEXT).toByteArray());
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private static Node node(String key, String text) {
    EntryKey parsed = EntryKey.parse(key);
    return Node.newBuilder()
        .setCollection(parsed.collection())
        .setNodeId(parsed.id())
        .setDocumentId("handbook.txt")
        .setText(text)
        .build();
  }

  private void write(String key, Node node) {
    try (TopicWriter writer = new TopicWriter(bootstrap)) {
      writer.write(Topics.NODES, key, node);
    }
  }

  private QaPairs awaitQaPairs(String key) {
    try (TopicReader<QaPairs> reader = new TopicReader<>(bootstrap, Topics.QA_PAIRS, TIMEOUT)) {
      return reader
          .awaitRecords(read -> read.stream().anyMatch(record -> record.key().equals(key)))
          .stream()
          .filter(record -> record.key().equals(key))
          .map(reader::message)
          .findFirst()
          .orElseThrow();
    }
  }

  private List<ConsumerRecord<String, byte[]>> awaitRecords(Topic<?> topic, String key, int count) {
    try (TopicReader<?> reader = new TopicReader<>(bootstrap, topic, TIMEOUT)) {
      return reader
          .awaitRecords(
              read -> read.stream().filter(record -> record.key().equals(key)).count() >= count)
          .stream()
          .filter(record -> record.key().equals(key))
          .toList();
    }
  }

  private DeadLetter awaitDeadLetter(String key) {
    Topic<?> topic = Topics.deadLetters("qa-gen", Topics.NODES);
    return DeadLetter.read(awaitRecords(topic, key, 1).get(0).headers()).orElseThrow();
  }
}
