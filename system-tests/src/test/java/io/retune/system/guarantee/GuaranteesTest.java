package io.retune.system.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.Topic;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.Decision;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.Lineage;
import io.retune.schemas.v1.Node;
import io.retune.schemas.v1.QaPairs;
import io.retune.schemas.v1.Question;
import io.retune.schemas.v1.Recipe;
import io.retune.system.guarantee.History.Answer;
import io.retune.system.guarantee.Operation.Delete;
import io.retune.system.guarantee.Operation.Forget;
import io.retune.system.guarantee.Operation.Import;
import io.retune.system.guarantee.Operation.Put;
import io.retune.system.guarantee.Operation.Retrain;
import io.retune.system.guarantee.Operation.Rubbish;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each guarantee finds the breach that it is there for. */
class GuaranteesTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String FIRST = "markalpha1x1s0";
  private static final String SECOND = "markalpha1x2s0";
  private static final Topic<?> DEAD_DOCUMENTS = Topics.deadLetters("ingest", Topics.DOCUMENTS);

  private final History history = new History();
  private final Map<String, List<ConsumerRecord<String, byte[]>>> topics = new HashMap<>();

  private record Breach(Guarantee guarantee, String says, Scene scene) {
    @Override
    public String toString() {
      return guarantee.name() + " of " + says;
    }
  }

  private interface Scene {
    void set(GuaranteesTest test);
  }

  static Stream<Breach> breaches() {
    return Stream.of(
        new Breach(
            new NoDocumentLost(),
            "sections of alpha/document-1",
            test -> test.accepted(put(FIRST))),
        new Breach(
            new NoDocumentLost(),
            "sections of alpha/document-1",
            test -> {
              test.accepted(put(FIRST)).accepted(put(SECOND));
              test.node("n1", FIRST).asked("n1", FIRST).embedded("n1", FIRST);
            }),
        new Breach(
            new NoDocumentLost(),
            "nodes embedded",
            test -> test.accepted(put(FIRST)).node("n1", FIRST).asked("n1", FIRST)),
        new Breach(
            new NothingDoubled(),
            "another node of document-1",
            test -> test.node("n1", FIRST).node("n2", FIRST)),
        new Breach(
            new NothingDoubled(),
            "question q of alpha/n1",
            test ->
                test.write(
                    Topics.QA_PAIRS,
                    "alpha/n1",
                    QaPairs.newBuilder()
                        .addQuestions(Question.newBuilder().setQuestionId("q"))
                        .addQuestions(Question.newBuilder().setQuestionId("q"))
                        .build())),
        new Breach(
            new NothingDeletedLives(),
            "nodes of alpha/document-1",
            test -> {
              test.accepted(put(FIRST)).accepted(new Delete("alpha", "document-1"));
              test.node("n1", FIRST);
            }),
        new Breach(new NothingDeletedLives(), "nodes embedded", test -> test.embedded("n1", FIRST)),
        new Breach(
            new NothingDeletedLives(),
            "dead letters of what was forgotten",
            test -> {
              test.accepted(new Rubbish("alpha", "rubbish-0"))
                  .accepted(new Forget("alpha", "rubbish-0"));
              test.write(DEAD_DOCUMENTS, "alpha/rubbish-0", Node.getDefaultInstance());
            }),
        new Breach(
            new VersionsContiguous(), "versions of alpha", test -> test.version(1).version(3)),
        new Breach(
            new VersionsContiguous(), "versions of alpha", test -> test.version(1).version(1)),
        new Breach(new OneReportAVersion(), "reports", test -> test.version(1)),
        new Breach(new OneReportAVersion(), "reports", test -> test.version(1).report(1).report(1)),
        new Breach(
            new ReleaseEqualsChampionEqualsFollower(Map.of(), collection -> List.of()),
            "releases of alpha",
            test -> test.report(1)),
        new Breach(
            new WeightsEqualTrainingAlone(Set.of("alpha")),
            "versions that were trained",
            test -> {}),
        new Breach(
            new WeightsEqualTrainingAlone(Set.of("alpha")),
            "weights of alpha/2",
            test -> test.trained(1, "one").trained(2, "other")),
        new Breach(
            new DeadLettersAccountForTheRest(),
            "keys of dead letters",
            test -> {
              test.accepted(put(FIRST));
              test.write(DEAD_DOCUMENTS, "alpha/document-1", Node.getDefaultInstance());
            }),
        new Breach(
            new DeadLettersAccountForTheRest(),
            "dead letters of each key",
            test -> {
              test.accepted(new Rubbish("alpha", "rubbish-0"));
              test.write(DEAD_DOCUMENTS, "alpha/rubbish-0", Node.getDefaultInstance());
              test.write(DEAD_DOCUMENTS, "alpha/rubbish-0", Node.getDefaultInstance());
            }),
        new Breach(
            new DeadLettersAccountForTheRest(),
            "dead letters",
            test -> test.accepted(new Rubbish("alpha", "rubbish-0"))),
        new Breach(
            new AcceptedMeansDone(),
            "a version asked for of alpha",
            test -> test.accepted(new Retrain("alpha"))),
        new Breach(
            new AcceptedMeansDone(),
            "versions of import-1",
            test -> {
              test.accepted(new Import("alpha", "import-1"));
              test.imported(1, "import-1").imported(2, "import-1");
            }));
  }

  @ParameterizedTest
  @MethodSource("breaches")
  void findsABreach(Breach breach) {
    // Given
    breach.scene().set(this);
    TopicContents contents = new TopicContents(topics);

    // When / Then
    assertThatThrownBy(() -> breach.guarantee().check(history, contents))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(breach.says());
  }

  @Test
  void findsNothingInWhatIsAsItShouldBe() {
    // Given
    accepted(put(FIRST)).accepted(new Rubbish("alpha", "rubbish-0")).accepted(new Retrain("alpha"));
    node("n1", FIRST).asked("n1", FIRST).embedded("n1", FIRST);
    version(1).report(1);
    write(DEAD_DOCUMENTS, "alpha/rubbish-0", Node.getDefaultInstance());
    TopicContents contents = new TopicContents(topics);

    // When / Then
    for (Guarantee guarantee :
        List.of(
            new NoDocumentLost(),
            new NothingDoubled(),
            new NothingDeletedLives(),
            new VersionsContiguous(),
            new OneReportAVersion(),
            new DeadLettersAccountForTheRest(),
            new AcceptedMeansDone())) {
      assertThatCode(() -> guarantee.check(history, contents)).doesNotThrowAnyException();
    }
  }

  @Test
  void holdsAWriteThatFailedForPossibleUntilALaterOneIsAccepted() {
    // Given
    history.add(NOW, put(FIRST), Answer.FAILED);

    // When
    List<Operation.Write> possible = history.possibleDocuments().get("alpha/document-1");

    // Then
    assertThat(possible).containsExactly(new Delete("alpha", "document-1"), put(FIRST));
    history.add(NOW, put(SECOND), Answer.ACCEPTED);
    assertThat(history.possibleDocuments().get("alpha/document-1")).containsExactly(put(SECOND));
  }

  @Test
  void holdsAWriteWithoutAnAnswerForPossibleForEver() {
    // Given
    history.add(NOW, put(FIRST), Answer.NONE);
    history.add(NOW, put(SECOND), Answer.ACCEPTED);

    // When
    List<Operation.Write> possible = history.possibleDocuments().get("alpha/document-1");

    // Then
    assertThat(possible).containsExactly(put(FIRST), put(SECOND));
  }

  private static Put put(String marker) {
    return new Put("alpha", "document-1", List.of(marker));
  }

  private GuaranteesTest accepted(Operation operation) {
    history.add(NOW, operation, Answer.ACCEPTED);
    return this;
  }

  private GuaranteesTest node(String id, String text) {
    return write(Topics.NODES, "alpha/" + id, message(text));
  }

  private GuaranteesTest asked(String id, String text) {
    return write(
        Topics.QA_PAIRS, "alpha/" + id, QaPairs.newBuilder().setNode(message(text)).build());
  }

  private GuaranteesTest embedded(String id, String text) {
    return write(
        Topics.EMBEDDINGS, "alpha/" + id, Embeddings.newBuilder().setNode(message(text)).build());
  }

  private static Node message(String text) {
    return Node.newBuilder().setDocumentId("document-1").setText(text).build();
  }

  /** One that a caller asked for. */
  private GuaranteesTest version(long version) {
    return version(version, Lineage.newBuilder().setTrigger("request").build());
  }

  private GuaranteesTest imported(long version, String source) {
    return version(version, Lineage.newBuilder().setSource(source).build());
  }

  private GuaranteesTest version(long version, Lineage lineage) {
    return write(
        Topics.ADAPTER_CHECKPOINTS,
        "alpha/" + version,
        AdapterCheckpoint.newBuilder()
            .setCollection("alpha")
            .setVersion(version)
            .setLineage(lineage)
            .setCreatedAt(InstantCodec.encode(NOW))
            .build());
  }

  private GuaranteesTest trained(long version, String weights) {
    return write(
        Topics.ADAPTER_CHECKPOINTS,
        "alpha/" + version,
        AdapterCheckpoint.newBuilder()
            .setCollection("alpha")
            .setVersion(version)
            .setRecipe(Recipe.newBuilder().setSeed(1))
            .setWeightsSha256(weights)
            .build());
  }

  /** One that speaks of a release. */
  private GuaranteesTest report(long version) {
    return write(
        Topics.EVALUATION_REPORTS,
        "alpha/" + version,
        EvaluationReport.newBuilder()
            .setCollection("alpha")
            .setVersion(version)
            .setDecision(Decision.newBuilder().setKind(Decision.Kind.PROMOTE).setReleased(true))
            .build());
  }

  private GuaranteesTest write(Topic<?> topic, String key, Message message) {
    List<ConsumerRecord<String, byte[]>> records =
        topics.computeIfAbsent(topic.name(), unseen -> new ArrayList<>());
    records.add(new ConsumerRecord<>(topic.name(), 0, records.size(), key, message.toByteArray()));
    return this;
  }
}
