package io.retune.trainer.train.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.schemas.EvidenceRule;
import io.retune.schemas.QuestionClass;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.Split;
import io.retune.trainer.train.ExampleFeed;
import io.retune.trainer.train.fit.QuestionGroup;
import io.retune.trainer.train.fit.TrainingSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrainingSelectionTest {

  private static final EvidenceRule RULE = new EvidenceRule(true);

  @Test
  void leavesOutAllQuestionsOfValidationNodes() {
    // Given
    ExampleSet set =
        set(validation(1, Origin.ORIGIN_LOCAL, 3), training(2, Origin.ORIGIN_LOCAL, 4));

    // When
    TrainingSelection selection = TrainingSelection.of(set, Scope.TRAINING_NODES, true);

    // Then
    assertThat(selection.questionCount()).isEqualTo(4);
    assertThat(selection.nodes()).isEqualTo(2);
    assertThat(selection.trainingNodes()).isEqualTo(1);
  }

  @Test
  void takesLocalButNoOtherQuestionsOfValidationNodesWhereAskedTo() {
    // Given
    ExampleSet set =
        set(
            validation(1, Origin.ORIGIN_LOCAL, 3),
            validation(2, Origin.ORIGIN_IMPORTED, 2),
            training(3, Origin.ORIGIN_IMPORTED, 1));

    // When
    TrainingSelection selection =
        TrainingSelection.of(set, Scope.TRAINING_NODES_AND_LOCAL_OF_VALIDATION, true);

    // Then
    assertThat(selection.questions())
        .containsEntry(QuestionClass.LOCAL, 3)
        .containsEntry(QuestionClass.IMPORTED, 1)
        .hasSize(2);
  }

  @Test
  void leavesOutNodesWithoutAQuestionWhereTheRecipeHasNoUseForThem() {
    // Given
    ExampleSet set =
        set(validation(1, Origin.ORIGIN_LOCAL, 3), training(2, Origin.ORIGIN_LOCAL, 4));

    // When
    TrainingSelection selection = TrainingSelection.of(set, Scope.TRAINING_NODES, false);

    // Then
    assertThat(selection.nodes()).isEqualTo(1);
    assertThat(selection.documentIds()).containsExactly("d1");
  }

  @Test
  void givesEachClassWithEnoughQuestionsAGroupAndPutsTheOthersTogether() {
    // Given
    List<Embeddings> records = new ArrayList<>();
    for (int number = 0; number < 25; number++) {
      records.add(training(number, Origin.ORIGIN_IMPORTED, 2));
    }
    records.add(training(30, Origin.ORIGIN_LLM, 4));
    records.add(training(31, Origin.ORIGIN_HUMAN, 3));
    records.add(training(32, Origin.ORIGIN_LOCAL, 5));

    // When
    TrainingSet set =
        TrainingSelection.of(set(records.toArray(Embeddings[]::new)), Scope.TRAINING_NODES, true)
            .trainingSet(RULE);

    // Then
    assertThat(set.groups())
        .extracting(QuestionGroup::name, QuestionGroup::local, QuestionGroup::size)
        .containsExactlyInAnyOrder(
            tuple("imported", false, 50), tuple("mixed", false, 7), tuple("local", true, 5));
  }

  @Test
  void pairsEachQuestionWithItsOwnNode() throws InvalidProtocolBufferException {
    // Given
    Embeddings record = training(7, Origin.ORIGIN_LOCAL, 2);
    ExampleSet set = set(training(3, Origin.ORIGIN_LOCAL, 2), record);

    // When
    TrainingSet trained = TrainingSelection.of(set, Scope.TRAINING_NODES, true).trainingSet(RULE);

    // Then
    ExampleEntry entry = ExampleEntry.parse("n7", record.toByteArray());
    QuestionGroup group = trained.groups().get(0);
    assertThat(group.questions().get(2)).isEqualTo(entry.questions().get(0).vector());
    assertThat(trained.nodes().get(group.answers()[2]))
        .isEqualTo(entry.node().orElseThrow().vector());
  }

  @Test
  void hasAHashThatKnowsNothingOfTheOrderOfArrivalNorOfValidationQuestions() {
    // Given
    ExampleSet one =
        set(
            training(1, Origin.ORIGIN_LOCAL, 2),
            training(2, Origin.ORIGIN_LOCAL, 2),
            validation(3, Origin.ORIGIN_LOCAL, 2));
    Embeddings fewer = validation(3, Origin.ORIGIN_LOCAL, 2).toBuilder().clearQuestions().build();

    // When
    ExampleSet other =
        set(fewer, training(2, Origin.ORIGIN_LOCAL, 2), training(1, Origin.ORIGIN_LOCAL, 2));

    // Then
    assertThat(TrainingSelection.of(other, Scope.TRAINING_NODES, true).sha256())
        .isEqualTo(TrainingSelection.of(one, Scope.TRAINING_NODES, true).sha256());
  }

  @Test
  void hasAnotherHashForAnotherVectorQuestionOrUnlabelledQuestion() {
    // Given
    String before = hash(set(training(1, Origin.ORIGIN_LOCAL, 2)));

    // When
    List<String> others =
        List.of(
            hash(set(training(2, Origin.ORIGIN_LOCAL, 2))),
            hash(set(training(1, Origin.ORIGIN_LOCAL, 3))),
            hash(set(training(1, Origin.ORIGIN_LLM, 2))),
            hash(set(training(1, Origin.ORIGIN_LOCAL, 2), ExampleFeed.unlabelled(1))));

    // Then
    assertThat(others).doesNotContain(before).doesNotHaveDuplicates();
  }

  @Test
  void leavesOutQuestionsThatAreLostAndSaysHowMany() {
    // Given
    ExampleSet set =
        set(
            training(1, Origin.ORIGIN_LLM, 4),
            training(2, Origin.ORIGIN_LOCAL, 4),
            training(3, Origin.ORIGIN_IMPORTED, 4),
            validation(4, Origin.ORIGIN_LLM, 4));
    TrainingSelection all = TrainingSelection.of(set, Scope.TRAINING_NODES, true);
    Set<QuestionClass> checked = Set.of(QuestionClass.LLM, QuestionClass.IMPORTED);

    // When: the last of the first node, and the first of the third
    TrainingSelection kept = all.without(checked, BitSet.valueOf(new long[] {0b11000}));

    // Then
    assertThat(kept.lost())
        .containsOnly(Map.entry(QuestionClass.LLM, 1), Map.entry(QuestionClass.IMPORTED, 1));
    assertThat(kept.questions())
        .containsOnly(
            Map.entry(QuestionClass.LOCAL, 4),
            Map.entry(QuestionClass.LLM, 3),
            Map.entry(QuestionClass.IMPORTED, 3));
    assertThat(kept.nodes()).isEqualTo(4);
    assertThat(kept.trainingNodes()).isEqualTo(3);
    assertThat(kept.trainingSet(RULE).questionCount()).isEqualTo(10);
    assertThat(kept.sha256()).isEqualTo(all.sha256());
  }

  @Test
  void groupsTheTrainedQuestionsOfSomeClassesByTheirNodes() {
    // Given
    TrainingSelection selection =
        TrainingSelection.of(
            set(
                training(1, Origin.ORIGIN_LOCAL, 1),
                training(2, Origin.ORIGIN_LLM, 2),
                training(3, Origin.ORIGIN_IMPORTED, 1),
                validation(4, Origin.ORIGIN_LLM, 3)),
            Scope.TRAINING_NODES,
            true);

    // When
    QuestionGroup group =
        selection.group(Set.of(QuestionClass.LLM, QuestionClass.IMPORTED)).orElseThrow();

    // Then
    assertThat(group.answers()).containsExactly(1, 1, 2);
    assertThat(selection.group(Set.of(QuestionClass.HUMAN))).isEmpty();
  }

  @Test
  void countsALanguageModelsQuestionsAsEvidenceOnlyWhereTheRuleSaysSo() {
    // Given
    List<Embeddings> records = new ArrayList<>();
    for (int number = 0; number < 25; number++) {
      records.add(training(number, Origin.ORIGIN_LLM, 2));
    }
    records.add(training(30, Origin.ORIGIN_HUMAN, 3));
    records.add(training(31, Origin.ORIGIN_LOCAL, 4));
    ExampleSet set = set(records.toArray(Embeddings[]::new));
    TrainingSelection selection = TrainingSelection.of(set, Scope.TRAINING_NODES, true);
    EvidenceRule peopleOnly = new EvidenceRule(false);

    // When
    TrainingSet trained = selection.trainingSet(peopleOnly);

    // Then
    assertThat(trained.groups())
        .extracting(QuestionGroup::name, QuestionGroup::size, QuestionGroup::evidenceSize)
        .containsExactly(tuple("local", 4, 0), tuple("llm", 50, 0), tuple("mixed", 3, 3));
    assertThat(set.evidence(peopleOnly, false)).isEqualTo(3);
    assertThat(set.evidence(RULE, false)).isEqualTo(53);
    assertThat(set.evidence(RULE, true)).isZero();
  }

  private static String hash(ExampleSet set) {
    return TrainingSelection.of(set, Scope.TRAINING_NODES, true).sha256();
  }

  private static Embeddings training(int number, Origin origin, int questions) {
    return ExampleFeed.node(number, Split.SPLIT_TRAIN, origin, questions, ExampleFeed.MODEL);
  }

  private static Embeddings validation(int number, Origin origin, int questions) {
    return ExampleFeed.node(number, Split.SPLIT_VALIDATION, origin, questions, ExampleFeed.MODEL);
  }

  private static ExampleSet set(Embeddings... records) {
    List<ExampleEntry> entries = new ArrayList<>();
    for (Embeddings record : records) {
      String id = record.hasNode() ? record.getNode().getNodeId() : "query";
      try {
        entries.add(ExampleEntry.parse(id, record.toByteArray()));
      } catch (InvalidProtocolBufferException e) {
        throw new AssertionError(e);
      }
    }
    return new ExampleSet(ExampleFeed.MODEL, entries, 0, 0);
  }
}
