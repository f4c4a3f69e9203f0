package io.retune.eval.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.eval.Examples;
import io.retune.schemas.EvidenceRule;
import io.retune.schemas.QuestionClass;
import io.retune.schemas.QuestionMix;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.Question;
import io.retune.schemas.v1.Split;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationDataReaderTest {
  private static final String COLLECTION = "manual";

  private final Examples examples = new Examples(5);
  private int readings;

  @Test
  void takesTheSameSampleInAnyOrderOfRecords() {
    // Given
    List<Embeddings> records = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      records.add(validation("node-" + i, Origin.ORIGIN_LOCAL, 3));
    }
    List<Embeddings> reversed = new ArrayList<>(records);
    Collections.reverse(reversed);

    // When
    QuestionSet sample = read(records, 25).local().orElseThrow();

    // Then
    assertThat(sample.questions()).isEqualTo(25);
    assertThat(read(reversed, 25).local().orElseThrow().texts()).isEqualTo(sample.texts());
  }

  @Test
  void countsAQuestionOfTwoNodesOnceAndJoinsTheirClusters() {
    // Given
    Embeddings first = validation("first", Origin.ORIGIN_IMPORTED, 2);
    Embeddings second =
        validation("second", Origin.ORIGIN_IMPORTED, 1).toBuilder()
            .addQuestions(first.getQuestions(0))
            .build();
    Embeddings third = validation("third", Origin.ORIGIN_IMPORTED, 1);

    // When
    QuestionSet evidence = read(List.of(first, second, third), 100).evidence().orElseThrow();

    // Then
    assertThat(evidence.questions()).isEqualTo(4);
    assertThat(evidence.askedNodes()).isEqualTo(3);
    assertThat(evidence.clusters()).containsOnly(0, 1);
  }

  @Test
  void leavesOutEvidenceThatATrainingNodeHasTooAndCountsIt() {
    // Given
    Embeddings early =
        examples.node(COLLECTION, "early", Split.SPLIT_TRAIN, Origin.ORIGIN_IMPORTED, 1);
    Embeddings late =
        examples.node(COLLECTION, "late", Split.SPLIT_TRAIN, Origin.ORIGIN_IMPORTED, 1);
    Embeddings shared =
        validation("shared", Origin.ORIGIN_IMPORTED, 1).toBuilder()
            .addQuestions(early.getQuestions(0))
            .addQuestions(late.getQuestions(0))
            .build();

    // When
    EvaluationData data = read(List.of(early, shared, late), 100);

    // Then
    assertThat(data.evidence().orElseThrow().texts())
        .containsExactly(shared.getQuestions(0).getText());
    assertThat(data.sharedQuestions()).isEqualTo(2);
  }

  @Test
  void readsTheRecordsOnceWhereNoQuestionIsShared() {
    // Given
    List<Embeddings> records = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Split split = i % 2 == 0 ? Split.SPLIT_TRAIN : Split.SPLIT_VALIDATION;
      records.add(examples.node(COLLECTION, "node-" + i, split, Origin.ORIGIN_IMPORTED, 3));
    }

    // When
    EvaluationData data = read(records, 1000);

    // Then
    assertThat(data.evidence().orElseThrow().questions()).isEqualTo(150);
    assertThat(readings).isEqualTo(1);
  }

  @Test
  void takesOthersInThePlacesOfQuestionsThatAreLeftOut() {
    // Given: half of all questions belong to a training node too
    List<Embeddings> records = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      records.add(validation("node-" + i, Origin.ORIGIN_IMPORTED, 1));
    }
    Embeddings.Builder training =
        examples
            .node(COLLECTION, "training", Split.SPLIT_TRAIN, Origin.ORIGIN_IMPORTED, 1)
            .toBuilder();
    records.stream().limit(20).forEach(record -> training.addQuestions(record.getQuestions(0)));
    records.add(training.build());
    List<Embeddings> reversed = new ArrayList<>(records);
    Collections.reverse(reversed);

    // When
    QuestionSet sample = read(records, 20).evidence().orElseThrow();

    // Then
    assertThat(sample.questions()).isEqualTo(20);
    assertThat(read(reversed, 20).evidence().orElseThrow().texts()).isEqualTo(sample.texts());
    assertThat(sample.texts())
        .doesNotContainAnyElementsOf(
            training.getQuestionsList().stream().map(Question::getText).toList());
  }

  @Test
  void leavesOutNodesOfOtherBaseModelsAndQuestionsWithoutVectors() {
    // Given
    Embeddings.Builder foreign = validation("foreign", Origin.ORIGIN_LLM, 1).toBuilder();
    foreign.getBaseModelBuilder().setFingerprint("another");
    Embeddings.Builder blank = validation("blank", Origin.ORIGIN_LLM, 1).toBuilder();
    blank.getQuestionsBuilder(0).clearVector();

    // When
    EvaluationData data = read(List.of(foreign.build(), blank.build()), 100);

    // Then
    assertThat(data.corpus().nodes()).isEqualTo(1);
    assertThat(data.foreignNodes()).isEqualTo(1);
    assertThat(data.evidence()).isEmpty();
  }

  @Test
  void doesNotScoreQuestionsWhoseAnswerIsNotKnown() {
    // Given
    Embeddings unlabelled =
        validation("node", Origin.ORIGIN_UNLABELLED, 2).toBuilder().clearNode().build();

    // When
    EvaluationData data = read(List.of(unlabelled), 100);

    // Then
    assertThat(data.corpus().nodes()).isZero();
    assertThat(data.evidence()).isEmpty();
    assertThat(data.local()).isEmpty();
  }

  @Test
  void countsQuestionsByClass() {
    // Given
    Embeddings people = validation("people", Origin.ORIGIN_HUMAN, 2);
    Embeddings model = validation("model", Origin.ORIGIN_LLM, 3);
    Embeddings local = validation("local", Origin.ORIGIN_LOCAL, 4);

    // When
    EvaluationData data = read(List.of(people, model, local), 100);

    // Then
    assertThat(data.evidence().orElseThrow().mix())
        .isEqualTo(new QuestionMix(Map.of(QuestionClass.HUMAN, 2, QuestionClass.LLM, 3)));
    assertThat(data.local().orElseThrow().mix())
        .isEqualTo(new QuestionMix(Map.of(QuestionClass.LOCAL, 4)));
    assertThat(data.languageModel()).isEmpty();
  }

  @Test
  void keepsALanguageModelsQuestionsApartWhereTheyAreNoEvidence() {
    // Given
    Embeddings people = validation("people", Origin.ORIGIN_HUMAN, 2);
    Embeddings model = validation("model", Origin.ORIGIN_LLM, 3);
    Embeddings local = validation("local", Origin.ORIGIN_LOCAL, 4);

    // When
    EvaluationData data = read(List.of(people, model, local), 100, new EvidenceRule(false));

    // Then
    assertThat(data.evidence().orElseThrow().mix())
        .isEqualTo(new QuestionMix(Map.of(QuestionClass.HUMAN, 2)));
    assertThat(data.local().orElseThrow().questions()).isEqualTo(4);
    assertThat(data.languageModel().orElseThrow().name()).isEqualTo("llm");
    assertThat(data.languageModel().orElseThrow().questions()).isEqualTo(3);
  }

  @Test
  void leavesOutWhatATrainingNodeHasUnderAnotherClass() {
    // Given
    Embeddings model = examples.node(COLLECTION, "model", Split.SPLIT_TRAIN, Origin.ORIGIN_LLM, 1);
    Embeddings shared =
        validation("shared", Origin.ORIGIN_HUMAN, 1).toBuilder()
            .addQuestions(model.getQuestions(0).toBuilder().setOrigin(Origin.ORIGIN_HUMAN))
            .build();

    // When
    EvaluationData data = read(List.of(model, shared), 100, new EvidenceRule(false));

    // Then
    assertThat(data.evidence().orElseThrow().questions()).isEqualTo(1);
    assertThat(data.sharedQuestions()).isEqualTo(1);
  }

  private Embeddings validation(String id, Origin origin, int questions) {
    return examples.node(COLLECTION, id, Split.SPLIT_VALIDATION, origin, questions);
  }

  private EvaluationData read(List<Embeddings> records, int maxQuestions) {
    return read(records, maxQuestions, new EvidenceRule(true));
  }

  private EvaluationData read(List<Embeddings> records, int maxQuestions, EvidenceRule rule) {
    EvaluationDataReader reader =
        new EvaluationDataReader(
            new CorpusRule(Examples.BASE_MODEL, CorpusScope.ALL), rule, maxQuestions);
    CollectionRecords listed = taker -> take(records, taker);
    try {
      reader.gather(listed);
      return reader.finish(listed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(List<Embeddings> records, CollectionRecords.Taker taker) throws IOException {
    readings++;
    for (Embeddings record : records) {
      taker.take(record.getNode().getNodeId(), record, false);
    }
  }
}
