package io.retune.trainer.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.chassis.lifecycle.StopSignal;
import io.retune.chassis.outage.BackOff;
import io.retune.chassis.outage.RemoteDependency;
import io.retune.schemas.Topics;
import io.retune.schemas.VectorCodec;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Question;
import io.retune.schemas.v1.Split;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class BatchEmbedderTest {

  private static final BaseModel SIDE =
      BaseModel.newBuilder()
          .setName("side")
          .setDimension(2)
          .setFingerprint("0123456789abcdef")
          .build();
  private static final BaseModel OTHER =
      BaseModel.newBuilder().setName("other").setDimension(2).setFingerprint("fedcba").build();

  private final SideModel model = new SideModel();
  private final Map<String, Embeddings> before = new HashMap<>();
  private final Map<String, Long> sizes = new HashMap<>();
  private final BatchEmbedder embedder =
      new BatchEmbedder(
          model,
          SIDE,
          new RemoteDependency(
              "base model",
              new BackOff(Duration.ofMillis(1), Duration.ofMillis(2)),
              new StopSignal()),
          new LocalQuestionShare(100, collection -> sizes.getOrDefault(collection, 0L)),
          key -> Optional.ofNullable(before.get(key)));
  private long offset;

  @Test
  void embedsTheNodeAsDocumentAndItsQuestionsAsQueries() {
    // Given
    QaPairs pairs =
        QaPairs.newBuilder()
            .setNode(node("n1", "a text").addQuestions(question("q1", "why?")))
            .addQuestions(question("q1", "why?"))
            .build();

    // When
    Embeddings embeddings = embedded(embed(List.of(record("docs/n1", pairs))).get(0));

    // Then
    assertThat(embeddings.getNode()).isEqualTo(node("n1", "a text").build());
    assertThat(VectorCodec.decode(embeddings.getVector())).containsExactly(1, 0);
    assertThat(embeddings.getQuestionsList()).hasSize(1);
    assertThat(embeddings.getQuestions(0).toBuilder().clearVector().build())
        .isEqualTo(question("q1", "why?"));
    assertThat(VectorCodec.decode(embeddings.getQuestions(0).getVector())).containsExactly(0, 1);
    assertThat(embeddings.getBaseModel()).isEqualTo(SIDE);
  }

  @Test
  void embedsOnlyTheQuestionsWhereThereIsNoNode() {
    // Given
    QaPairs pairs =
        QaPairs.newBuilder()
            .addQuestions(question("q", "how?").toBuilder().setOrigin(Origin.ORIGIN_UNLABELLED))
            .build();

    // When
    Embeddings embeddings = embedded(embed(List.of(record("docs/query-1", pairs))).get(0));

    // Then
    assertThat(embeddings.hasNode()).isFalse();
    assertThat(embeddings.hasVector()).isFalse();
    assertThat(embeddings.getQuestions(0).hasVector()).isTrue();
  }

  @Test
  void asksTheModelForEachTextOnceABatch() {
    // Given
    List<ConsumerRecord<String, byte[]>> batch =
        List.of(
            record("docs/n1", pairs("n1", "same text", "same question", "same question")),
            record("docs/n2", pairs("n2", "same text", "same question", "other question")));

    // When
    embed(batch);

    // Then
    assertThat(model.calls)
        .containsExactly(List.of("same text"), List.of("same question", "other question"));
  }

  @Test
  void embedsOnlyWhatIsNewInARecordThatCameBefore() {
    // Given
    ConsumerRecord<String, byte[]> old = record("docs/n1", pairs("n1", "a text", "why?", "how?"));
    before.put("docs/n1", embedded(embed(List.of(old)).get(0)));
    model.calls.clear();
    ConsumerRecord<String, byte[]> edited =
        record("docs/n1", pairs("n1", "a text", "how?", "when?", "why?"));

    // When
    Embeddings embeddings = embedded(embed(List.of(edited)).get(0));

    // Then
    assertThat(model.calls).containsExactly(List.of("when?"));
    before.clear();
    assertThat(embeddings).isEqualTo(embedded(embed(List.of(edited)).get(0)));
  }

  @Test
  void embedsEverythingAnewWhereAnotherBaseModelEmbeddedItBefore() {
    // Given
    ConsumerRecord<String, byte[]> record = record("docs/n1", pairs("n1", "a text", "why?"));
    before.put(
        "docs/n1", embedded(embed(List.of(record)).get(0)).toBuilder().setBaseModel(OTHER).build());
    model.calls.clear();

    // When
    embed(List.of(record));

    // Then
    assertThat(model.calls).containsExactly(List.of("a text"), List.of("why?"));
  }

  @Test
  void embedsAShareOfTheLocalQuestionsOfALargeCollectionAndAllOthers() {
    // Given: a quarter of them
    sizes.put("docs", 400L);
    QaPairs.Builder pairs = QaPairs.newBuilder().setNode(node("n1", "a text"));
    for (int number = 0; number < 1000; number++) {
      Origin origin = number < 10 ? Origin.ORIGIN_HUMAN : Origin.ORIGIN_LOCAL;
      pairs.addQuestions(question("q" + number, "text " + number).toBuilder().setOrigin(origin));
    }

    // When
    Embeddings embeddings = embedded(embed(List.of(record("docs/n1", pairs.build()))).get(0));

    // Then
    assertThat(embeddings.getQuestionsList())
        .filteredOn(question -> question.getOrigin() == Origin.ORIGIN_HUMAN)
        .hasSize(10);
    assertThat(embeddings.getQuestionsCount()).isBetween(200, 310);
  }

  @Test
  void embedsInALargerCollectionAPartOfWhatItEmbedsInASmallerOne() {
    // Given
    QaPairs.Builder pairs = QaPairs.newBuilder().setNode(node("n1", "a text"));
    for (int number = 0; number < 200; number++) {
      pairs.addQuestions(
          question("q" + number, "text " + number).toBuilder().setOrigin(Origin.ORIGIN_LOCAL));
    }
    sizes.put("small", 200L);
    sizes.put("large", 1000L);

    // When
    List<Outcome> outcomes =
        embed(List.of(record("small/n1", pairs.build()), record("large/n1", pairs.build())));

    // Then
    assertThat(embedded(outcomes.get(1)).getQuestionsList())
        .isNotEmpty()
        .hasSizeLessThan(embedded(outcomes.get(0)).getQuestionsCount());
    assertThat(embedded(outcomes.get(0)).getQuestionsList())
        .containsAll(embedded(outcomes.get(1)).getQuestionsList());
  }

  @Test
  void worksOnTheLastRecordOfAKeyOnly() {
    // Given
    List<ConsumerRecord<String, byte[]>> batch =
        List.of(
            record("docs/n1", pairs("n1", "old")),
            new ConsumerRecord<>("qa-pairs", 0, offset++, "docs/n1", null),
            record("docs/n1", pairs("n1", "new")));

    // When
    List<Outcome> outcomes = embed(batch);

    // Then
    assertThat(outcomes.get(0)).isInstanceOf(Outcome.Superseded.class);
    assertThat(outcomes.get(1)).isInstanceOf(Outcome.Superseded.class);
    assertThat(embedded(outcomes.get(2)).getNode().getText()).isEqualTo("new");
  }

  @Test
  void passesATombstoneOn() {
    // Given
    ConsumerRecord<String, byte[]> tombstone =
        new ConsumerRecord<>("qa-pairs", 0, 0, "docs/n1", null);

    // When
    List<Outcome> outcomes = embed(List.of(tombstone));

    // Then
    assertThat(outcomes).containsExactly(new Outcome.Deleted(tombstone));
    assertThat(model.calls).isEmpty();
  }

  @Test
  void takesOverGivenVectorsAtUnitLength() {
    // Given
    QaPairs pairs =
        QaPairs.newBuilder()
            .setNode(node("n1", "a text"))
            .setVector(VectorCodec.encode(new float[] {3, 4}))
            .addQuestions(
                question("q1", "why?").toBuilder()
                    .setVector(VectorCodec.encode(new float[] {0, 2})))
            .setBaseModel(OTHER)
            .build();

    // When
    Outcome outcome = embed(List.of(record("docs/n1", pairs))).get(0);

    // Then
    assertThat(outcome).isInstanceOf(Outcome.TakenOver.class);
    Embeddings embeddings = ((Outcome.TakenOver) outcome).embeddings();
    assertThat(VectorCodec.decode(embeddings.getVector())).containsExactly(.6f, .8f);
    assertThat(VectorCodec.decode(embeddings.getQuestions(0).getVector())).containsExactly(0, 1);
    assertThat(embeddings.getBaseModel()).isEqualTo(OTHER);
    assertThat(model.calls).isEmpty();
  }

  @Test
  void refusesGivenVectorsThatDoNotFitTheirBaseModel() {
    // Given
    QaPairs.Builder pairs = QaPairs.newBuilder().setNode(node("n1", "a text")).setBaseModel(OTHER);
    List<ConsumerRecord<String, byte[]>> batch =
        List.of(
            record("docs/n1", pairs.build()),
            record("docs/n1", given(pairs, 1, 2, 3)),
            record("docs/n1", given(pairs, 0, 0)),
            record("docs/n1", given(pairs, Float.NaN, 1)));

    // When
    List<String> reasons =
        batch.stream().map(record -> reason(embed(List.of(record)).get(0))).toList();

    // Then
    assertThat(reasons)
        .containsExactly(
            "the node has no vector, although a base model is given",
            "the node has 3 dimensions, its base model 2",
            "the node has a vector without direction",
            "the node has a vector without direction");
  }

  @Test
  void putsUnreadableAndInvalidRecordsAsideAndGoesOnWithTheRest() {
    // Given
    List<ConsumerRecord<String, byte[]>> batch =
        List.of(
            new ConsumerRecord<>(
                "qa-pairs", 0, 0, "docs/n0", "no protobuf".getBytes(StandardCharsets.UTF_8)),
            record(null, pairs("n1", "text")),
            record("no collection", pairs("n1", "text")),
            record("docs/n3", pairs("another", "text")),
            record("docs/n4", pairs("n4", " ")),
            record("docs/n5", pairs("n5", "text", " ")),
            record("docs/n6", QaPairs.getDefaultInstance()),
            record("docs/good", pairs("good", "text")));

    // When
    List<Outcome> outcomes = embed(batch);

    // Then
    assertThat(outcomes.subList(0, 7)).allMatch(Outcome.Rejected.class::isInstance);
    assertThat(reason(outcomes.get(0))).startsWith("not a QaPairs message");
    assertThat(reason(outcomes.get(3))).isEqualTo("node 'another' stands under the key docs/n3");
    assertThat(reason(outcomes.get(4))).isEqualTo("node n4 has no text");
    assertThat(reason(outcomes.get(5))).isEqualTo("question q0 has no text");
    assertThat(reason(outcomes.get(6))).isEqualTo("neither a node nor a question");
    assertThat(outcomes.get(7)).isInstanceOf(Outcome.Embedded.class);
  }

  @Test
  void putsAsideOnlyTheRecordThatTheModelCannotEmbed() {
    // Given
    List<ConsumerRecord<String, byte[]>> batch =
        List.of(
            record("docs/n1", pairs("n1", "fine", "why?")),
            record("docs/n2", pairs("n2", "broken")),
            record("docs/n3", pairs("n3", "fine too")));

    // When
    List<Outcome> outcomes = embed(batch);

    // Then
    assertThat(outcomes.get(0)).isInstanceOf(Outcome.Embedded.class);
    assertThat(reason(outcomes.get(1))).isEqualTo("cannot embed this");
    assertThat(outcomes.get(2)).isInstanceOf(Outcome.Embedded.class);
  }

  @Test
  void waitsForABusyServerInsteadOfPuttingRecordsAside() {
    // Given
    model.busyFor = 5;
    List<ConsumerRecord<String, byte[]>> batch =
        List.of(record("docs/n1", pairs("n1", "one")), record("docs/n2", pairs("n2", "two")));

    // When
    List<Outcome> outcomes = embed(batch);

    // Then
    assertThat(outcomes).allMatch(Outcome.Embedded.class::isInstance);
    assertThat(model.busyFor).isZero();
  }

  @Test
  void waitsWhereTheModelRefusesEverything() {
    // Given
    model.refusesFor = 7;
    List<ConsumerRecord<String, byte[]>> batch =
        List.of(record("docs/n1", pairs("n1", "one")), record("docs/n2", pairs("n2", "two")));

    // When
    List<Outcome> outcomes = embed(batch);

    // Then
    assertThat(outcomes).allMatch(Outcome.Embedded.class::isInstance);
  }

  @Test
  void findsTheRecordAtFaultByHalving() {
    // Given
    List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      batch.add(record("docs/n" + i, pairs("n" + i, i == 21 ? "broken" : "text " + i)));
    }

    // When
    List<Outcome> outcomes = embed(batch);

    // Then
    assertThat(outcomes).filteredOn(Outcome.Rejected.class::isInstance).hasSize(1);
    assertThat(reason(outcomes.get(21))).isEqualTo("cannot embed this");
    assertThat(model.calls).hasSizeLessThan(32);
  }

  @Test
  void putsARecordAsideThatWouldNotFitIntoTheTopic() {
    // Given: each question has about a megabyte of text.
    String[] questions = new String[9];
    for (int i = 0; i < questions.length; i++) {
      questions[i] = i + "x".repeat(1_000_000);
    }

    // When
    List<Outcome> outcomes = embed(List.of(record("docs/n1", pairs("n1", "text", questions))));

    // Then
    assertThat(reason(outcomes.get(0))).contains("more than a record may hold");
    assertThat(Topics.EMBEDDINGS.maxMessageBytes()).isLessThan(9_000_000);
  }

  private List<Outcome> embed(List<ConsumerRecord<String, byte[]>> records) {
    return embedder.embed(records, () -> true);
  }

  private static QaPairs given(QaPairs.Builder pairs, float... vector) {
    return pairs.clone().setVector(VectorCodec.encode(vector)).build();
  }

  private static Embeddings embedded(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Embedded.class);
    return ((Outcome.Embedded) outcome).embeddings();
  }

  private static String reason(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
    return ((Outcome.Rejected) outcome).reason().getMessage();
  }

  private ConsumerRecord<String, byte[]> record(String key, QaPairs pairs) {
    return new ConsumerRecord<>("qa-pairs", 0, offset++, key, pairs.toByteArray());
  }

  private static QaPairs pairs(String nodeId, String text, String... questions) {
    QaPairs.Builder pairs = QaPairs.newBuilder().setNode(node(nodeId, text));
    for (int i = 0; i < questions.length; i++) {
      pairs.addQuestions(question("q" + i, questions[i]));
    }
    return pairs.build();
  }

  private static Node.Builder node(String id, String text) {
    return Node.newBuilder()
        .setCollection("docs")
        .setNodeId(id)
        .setText(text)
        .setSplit(Split.SPLIT_TRAIN);
  }

  private static Question question(String id, String text) {
    return Question.newBuilder()
        .setQuestionId(id)
        .setText(text)
        .setOrigin(Origin.ORIGIN_LOCAL)
        .build();
  }
}
