package io.retune.trainer.embed;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.retune.embedding.BaseEmbeddingModel;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.Topics;
import io.retune.schemas.VectorCodec;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Question;
import io.retune.testing.KafkaBrokerResource;
import io.retune.testing.TopicReader;
import io.retune.testing.TopicWriter;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The stage with a real broker and the real model. Each test has a collection of its own. */
@QuarkusTest
@QuarkusTestResource(KafkaBrokerResource.class)
class EmbedStageTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrap;

  @Inject BaseEmbeddingModel model;
  @Inject BaseModelOverlap overlap;
  @Inject EarlierVectors earlier;

  @Test
  void sendsNodesAndQuestionsOnWithVectorsThatFindEachOther() {
    // Given
    try (TopicWriter writer = new TopicWriter(bootstrap);
        TopicReader<Embeddings> reader = new TopicReader<>(bootstrap, Topics.EMBEDDINGS, TIMEOUT)) {
      writer.write(
          Topics.QA_PAIRS,
          "find/cats",
          pairs("cats", "Cats sleep for most of the day.", "How long do cats sleep?"));
      writer.write(
          Topics.QA_PAIRS,
          "find/rates",
          pairs("rates", "The bank raised its interest rate.", "What did the bank do?"));

      // When
      List<Embeddings> embeddings =
          reader.awaitRecords(read -> of(read, "find/").size() >= 2).stream()
              .filter(record -> record.key().startsWith("find/"))
              .map(reader::message)
              .toList();

      // Then
      for (Embeddings own : embeddings) {
        Embeddings other = embeddings.get(own == embeddings.get(0) ? 1 : 0);
        float[] question = VectorCodec.decode(own.getQuestions(0).getVector());
        assertThat(dot(question, question)).isCloseTo(1, within(1e-5));
        assertThat(dot(question, VectorCodec.decode(own.getVector())))
            .isGreaterThan(dot(question, VectorCodec.decode(other.getVector())));
        assertThat(own.getBaseModel().getFingerprint()).isEqualTo(model.fingerprint());
        assertThat(own.getNode().getQuestionsCount()).isZero();
      }
    }
  }

  @Test
  void embedsOnlyTheNewQuestionOfANodeThatCameBefore() {
    // Given
    String text = "Cats sleep for most of the day, and hunt in the dusk and the dawn. ".repeat(20);
    try (TopicWriter writer = new TopicWriter(bootstrap);
        TopicReader<Embeddings> reader = new TopicReader<>(bootstrap, Topics.EMBEDDINGS, TIMEOUT)) {
      writer.write(Topics.QA_PAIRS, "grow/n1", pairs("n1", text, "How long do cats sleep?"));
      reader.awaitRecords(read -> of(read, "grow/n1").size() == 1);
      Awaitility.await().atMost(TIMEOUT).until(() -> earlier.of("grow/n1").isPresent());
      long tokens = model.tokensProcessed();

      // When
      writer.write(
          Topics.QA_PAIRS,
          "grow/n1",
          pairs("n1", text, "How long do cats sleep?", "When do cats hunt?"));
      List<Embeddings> versions =
          of(reader.awaitRecords(read -> of(read, "grow/n1").size() == 2), "grow/n1").stream()
              .map(reader::message)
              .toList();

      // Then: a question with its prefix, and not the 300 tokens of the text
      assertThat(model.tokensProcessed() - tokens).isBetween(5L, 40L);
      assertThat(versions.get(1).getVector()).isEqualTo(versions.get(0).getVector());
      assertThat(versions.get(1).getQuestions(0)).isEqualTo(versions.get(0).getQuestions(0));
      assertThat(versions.get(1).getQuestions(1).hasVector()).isTrue();
    }
  }

  @Test
  void letsASmallCollectionAndAQueryPassALoadAndDoesNothingTwiceWhenTheGroupChanges() {
    // Given: a load on all partitions
    int load = 400;
    Map<String, QaPairs> loaded = new LinkedHashMap<>();
    for (int i = 0; i < load; i++) {
      loaded.put("load/n" + i, pairs("n" + i, "The house of number %d.".formatted(i), "Which?"));
    }
    try (TopicWriter writer = new TopicWriter(bootstrap);
        TopicReader<Embeddings> reader = new TopicReader<>(bootstrap, Topics.EMBEDDINGS, TIMEOUT)) {
      writer.writeAll(Topics.QA_PAIRS, loaded);

      // When
      writer.write(Topics.QA_PAIRS, "beside/n1", pairs("n1", "A text.", "A question?"));
      writer.write(Topics.QA_PAIRS, "load/query-1", unlabelled("query-1", "Which house is it?"));
      reader.awaitRecords(read -> !of(read, "beside/").isEmpty());
      joinAndLeaveTheGroup();

      // Then
      List<ConsumerRecord<String, byte[]>> written =
          reader.awaitRecords(read -> of(read, "load/n").size() >= load);
      ConsumerRecord<String, byte[]> last = of(written, "load/n").get(load - 1);
      assertThat(of(written, "beside/").get(0).timestamp()).isLessThan(last.timestamp());
      assertThat(of(written, "load/query-1").get(0).offset()).isLessThan(last.offset());
      assertThat(of(written, "load/").stream().map(ConsumerRecord::key))
          .hasSize(load + 1)
          .doesNotHaveDuplicates();
      assertThat(of(written, "beside/")).hasSize(1);
    }
  }

  /** As an instance that comes and goes: the stage's partitions are taken away and come back. */
  private void joinAndLeaveTheGroup() {
    try (KafkaConsumer<String, byte[]> other =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "group.id",
                "retune-embed-" + model.fingerprint().substring(0, 12),
                "enable.auto.commit",
                "false",
                "partition.assignment.strategy",
                "org.apache.kafka.clients.consumer.RangeAssignor"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      other.subscribe(List.of(Topics.QA_PAIRS.name()));
      while (other.assignment().isEmpty()) {
        other.poll(Duration.ofMillis(100));
      }
    }
  }

  private static QaPairs unlabelled(String id, String text) {
    return QaPairs.newBuilder()
        .addQuestions(
            Question.newBuilder()
                .setQuestionId(id)
                .setText(text)
                .setOrigin(Origin.ORIGIN_UNLABELLED))
        .build();
  }

  @Test
  void passesTombstonesOnAndKeepsTheTrace() {
    // Given
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    try (KafkaProducer<String, byte[]> producer = producer();
        TopicReader<Embeddings> reader = new TopicReader<>(bootstrap, Topics.EMBEDDINGS, TIMEOUT)) {
      ProducerRecord<String, byte[]> tombstone =
          new ProducerRecord<>(Topics.QA_PAIRS.name(), "forget/n1", null);
      tombstone.headers().add("traceparent", trace.getBytes(StandardCharsets.UTF_8));

      // When
      producer.send(tombstone);
      producer.flush();
      ConsumerRecord<String, byte[]> passedOn =
          of(reader.awaitRecords(read -> !of(read, "forget/").isEmpty()), "forget/").get(0);

      // Then
      assertThat(passedOn.value()).isNull();
      assertThat(header(passedOn, "traceparent")).isEqualTo(trace);
      assertThat(header(passedOn, "ce_type")).isEqualTo("retune.v1.Embeddings");
      assertThat(header(passedOn, "ce_source")).isEqualTo("/retune/trainer");
    }
  }

  @Test
  void putsAnUnreadableRecordAsideAndEmbedsTheNext() {
    // Given
    byte[] unreadable = "no protobuf".getBytes(StandardCharsets.UTF_8);
    try (TopicWriter writer = new TopicWriter(bootstrap);
        TopicReader<Embeddings> reader = new TopicReader<>(bootstrap, Topics.EMBEDDINGS, TIMEOUT);
        TopicReader<QaPairs> letters =
            new TopicReader<>(bootstrap, Topics.deadLetters("trainer", Topics.QA_PAIRS), TIMEOUT)) {
      // When
      writer.writeBytes(Topics.QA_PAIRS, "bad/n1", unreadable);
      writer.write(Topics.QA_PAIRS, "bad/n2", pairs("n2", "A good text."));

      // Then
      reader.awaitRecords(read -> !of(read, "bad/n2").isEmpty());
      ConsumerRecord<String, byte[]> letter =
          of(letters.awaitRecords(read -> !of(read, "bad/n1").isEmpty()), "bad/n1").get(0);
      assertThat(letter.value()).isEqualTo(unreadable);
      DeadLetter reason = DeadLetter.read(letter.headers()).orElseThrow();
      assertThat(reason.stage()).isEqualTo("embed");
      assertThat(reason.reason()).startsWith("not a QaPairs message");
    }
  }

  @Test
  void spreadsCollectionsByTheirNameAlone() {
    // Given
    try (TopicWriter writer = new TopicWriter(bootstrap);
        TopicReader<Embeddings> reader = new TopicReader<>(bootstrap, Topics.EMBEDDINGS, TIMEOUT)) {
      for (int i = 0; i < 12; i++) {
        writer.delete(Topics.QA_PAIRS, "together/n" + i);
      }

      // When
      List<ConsumerRecord<String, byte[]>> passedOn =
          of(reader.awaitRecords(read -> of(read, "together/").size() >= 12), "together/");

      // Then
      assertThat(passedOn.stream().map(ConsumerRecord::partition).distinct()).hasSize(1);
    }
  }

  @Test
  void readsInAGroupOfItsBaseModelAndCommitsWhatItSent() throws Exception {
    // Given
    String group = "retune-embed-" + model.fingerprint().substring(0, 12);
    try (TopicWriter writer = new TopicWriter(bootstrap);
        Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
      // When
      writer.delete(Topics.QA_PAIRS, "commit/n1");

      // Then
      Awaitility.await()
          .atMost(TIMEOUT)
          .until(
              () ->
                  admin
                          .listConsumerGroupOffsets(group)
                          .partitionsToOffsetAndMetadata()
                          .get()
                          .values()
                          .stream()
                          .mapToLong(offset -> offset.offset())
                          .sum()
                      > 0);
    }
  }

  @Test
  void embedsAgainWhatAnotherBaseModelWroteMeanwhile() {
    // Given
    try (TopicWriter writer = new TopicWriter(bootstrap);
        TopicReader<Embeddings> reader = new TopicReader<>(bootstrap, Topics.EMBEDDINGS, TIMEOUT);
        KafkaConsumer<String, byte[]> other = otherBaseModel()) {
      writer.write(Topics.QA_PAIRS, "again/n1", pairs("n1", "A text."));
      reader.awaitRecords(read -> of(read, "again/n1").size() == 1);
      while (other.assignment().isEmpty()) {
        other.poll(Duration.ofMillis(100));
      }
      overlap.look();
      assertThat(overlap.active()).containsExactly("retune-embed-bbb");
      other.commitSync(
          Map.of(new TopicPartition(Topics.QA_PAIRS.name(), 0), new OffsetAndMetadata(0)));
      writer.write(Topics.EMBEDDINGS, "again/n1", byTheOther("n1"));
      other.close();

      // When
      overlap.look();

      // Then
      List<ConsumerRecord<String, byte[]>> written =
          of(reader.awaitRecords(read -> of(read, "again/n1").size() >= 3), "again/n1");
      assertThat(reader.message(written.get(1)).getBaseModel().getFingerprint()).isEqualTo("bbb");
      assertThat(reader.message(written.get(2)).getBaseModel().getFingerprint())
          .isEqualTo(model.fingerprint());
      assertThat(overlap.active()).isEmpty();
    }
  }

  private KafkaConsumer<String, byte[]> otherBaseModel() {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrap,
                "group.id", "retune-embed-bbb",
                "enable.auto.commit", "false"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of(Topics.QA_PAIRS.name()));
    return consumer;
  }

  private static Embeddings byTheOther(String nodeId) {
    return Embeddings.newBuilder()
        .setNode(Node.newBuilder().setNodeId(nodeId).setText("A text."))
        .setVector(VectorCodec.encode(new float[] {1, 0}))
        .setBaseModel(BaseModel.newBuilder().setDimension(2).setFingerprint("bbb"))
        .build();
  }

  @Test
  void showsTheLoadedModelInItsReadiness() {
    // When / Then
    get("/q/health/ready")
        .then()
        .body("checks.find { it.name == 'base-model' }.status", equalTo("UP"))
        .body("checks.find { it.name == 'base-model' }.data.dimension", equalTo(384));
  }

  @Test
  void showsWhatItHasEmbeddedWithWhichModel() {
    // Given
    try (TopicWriter writer = new TopicWriter(bootstrap)) {
      writer.write(Topics.QA_PAIRS, "shown/n1", pairs("n1", "A text.", "A question?"));

      // When / Then
      Awaitility.await()
          .atMost(TIMEOUT)
          .untilAsserted(
              () ->
                  get("/embedding")
                      .then()
                      .statusCode(200)
                      .body("base_model.name", equalTo("bge-small-en"))
                      .body("base_model.dimension", equalTo(384))
                      .body("base_model.fingerprint", equalTo(model.fingerprint()))
                      .body("max_tokens", equalTo(512))
                      .body("server", nullValue())
                      .body("consumer_group", startsWith("retune-embed-"))
                      .body("records.embedded", greaterThan(0))
                      .body("records.questions", greaterThan(0))
                      .body("tokens", greaterThan(0)));
    }
  }

  @Test
  void countsItsRecordsByCollection() {
    // Given
    try (TopicWriter writer = new TopicWriter(bootstrap)) {
      writer.write(Topics.QA_PAIRS, "metered/n1", pairs("n1", "A text.", "A question?", "Two?"));

      // When / Then
      Awaitility.await()
          .atMost(TIMEOUT)
          .untilAsserted(
              () ->
                  assertThat(get("/q/metrics").asString())
                      .contains(
                          "retune_embed_records_total{collection=\"metered\",outcome=\"embedded\"} 1.0",
                          "retune_embed_texts_total{collection=\"metered\",kind=\"question\"} 2.0",
                          "retune_embed_batch_seconds_count",
                          "retune_embed_batch_records_sum",
                          "retune_embed_batch_age_seconds",
                          "retune_embed_tokens_total{model=\"bge-small-en\"}"));
    }
  }

  private static List<ConsumerRecord<String, byte[]>> of(
      List<ConsumerRecord<String, byte[]>> records, String keyPrefix) {
    return records.stream().filter(record -> record.key().startsWith(keyPrefix)).toList();
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private static double dot(float[] left, float[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += (double) left[i] * right[i];
    }
    return sum;
  }

  private static QaPairs pairs(String nodeId, String text, String... questions) {
    QaPairs.Builder pairs =
        QaPairs.newBuilder().setNode(Node.newBuilder().setNodeId(nodeId).setText(text));
    for (int i = 0; i < questions.length; i++) {
      pairs.addQuestions(
          Question.newBuilder()
              .setQuestionId(nodeId + "-" + i)
              .setText(questions[i])
              .setOrigin(Origin.ORIGIN_IMPORTED));
    }
    return pairs.build();
  }
}
