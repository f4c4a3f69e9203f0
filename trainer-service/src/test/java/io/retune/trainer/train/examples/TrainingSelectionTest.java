package io.retune.trainer.train.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.schemas.ContentDigest;
import io.retune.schemas.EvidenceRule;
import io.retune.schemas.QuestionClass;
import io.retune.schemas.SampleHash;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.LlamaIndexRecipe;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.Recipe;
import io.retune.schemas.v1.Sample;
import io.retune.schemas.v1.Split;
import io.retune.schemas.v1.WhitenedRecipe;
import io.retune.trainer.train.ExampleFeed;
import io.retune.trainer.train.fit.QuestionGroup;
import io.retune.trainer.train.fit.TrainingSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TrainingSelectionTest {

  private static final EvidenceRule RULE = new EvidenceRule(true);
  private static final Recipe WHITENED =
      Recipe.newBuilder().setWhitened(WhitenedRecipe.getDefaultInstance()).build();
  private static final Recipe LLAMA_INDEX =
      Recipe.newBuilder().setLlamaIndex(LlamaIndexRecipe.getDefaultInstance()).build();

  @Test
  void leavesOutAllQuestionsOfValidationNodes() {
    // Given
    ExampleSet set =
        set(validation(1, Origin.ORIGIN_LOCAL, 3), training(2, Origin.ORIGIN_LOCAL, 4));

    // When
    TrainingSelection selection = TrainingSelection.of(set, Scope.TRAINING_NODES, WHITENED);

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
        TrainingSelection.of(set, Scope.TRAINING_NODES_AND_LOCAL_OF_VALIDATION, WHITENED);

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
    TrainingSelection selection = TrainingSelection.of(set, Scope.TRAINING_NODES, LLAMA_INDEX);

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
        TrainingSelection.of(
                set(records.toArray(Embeddings[]::new)), Scope.TRAINING_NODES, WHITENED)
            .trainingSet(RULE, 0);

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
    TrainingSet trained =
        TrainingSelection.of(set, Scope.TRAINING_NODES, WHITENED).trainingSet(RULE, 0);

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
    assertThat(TrainingSelection.of(other, Scope.TRAINING_NODES, WHITENED).sha256())
        .isEqualTo(TrainingSelection.of(one, Scope.TRAINING_NODES, WHITENED).sha256());
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
    TrainingSelection all = TrainingSelection.of(set, Scope.TRAINING_NODES, WHITENED);
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
    assertThat(kept.trainingSet(RULE, 0).questionCount()).isEqualTo(10);
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
            WHITENED);

    // When
    QuestionGroup group =
        selection.group(Set.of(QuestionClass.LLM, QuestionClass.IMPORTED)).orElseThrow();

    // Then
    assertThat(group.answers()).containsExactly(1, 1, 2);
    assertThat(selection.group(Set.of(QuestionClass.HUMAN))).isEmpty();
  }

  @Test
  void keepsForAMemoryTheLocalQuestionsOfTheLowestHashes() {
    // Given
    ExampleSet set =
        set(
            training(1, Origin.ORIGIN_LOCAL, 9),
            training(2, Origin.ORIGIN_LOCAL, 8),
            training(3, Origin.ORIGIN_IMPORTED, 7));
    TrainingSelection selection = TrainingSelection.of(set, Scope.TRAINING_NODES, WHITENED);
    List<Long> hashes =
        selection.entries().stream()
            .flatMap(
                entry ->
                    entry.questions().stream()
                        .filter(ExampleQuestion::isLocal)
                        .map(question -> SampleHash.of(entry.id(), question.id())))
            .toList();

    // When
    QuestionGroup local = selection.trainingSet(RULE, 5).groups().get(0);

    // Then
    List<Long> kept = local.memorable().stream().mapToObj(hashes::get).toList();
    assertThat(kept)
        .containsExactlyInAnyOrderElementsOf(
            hashes.stream().sorted(Long::compareUnsigned).limit(5).toList());
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
    ExampleCounts counts = ExampleCounts.of(set, Sample.getDefaultInstance());
    TrainingSelection selection = TrainingSelection.of(set, Scope.TRAINING_NODES, WHITENED);
    EvidenceRule peopleOnly = new EvidenceRule(false);

    // When
    TrainingSet trained = selection.trainingSet(peopleOnly, 0);

    // Then
    assertThat(trained.groups())
        .extracting(QuestionGroup::name, QuestionGroup::size, QuestionGroup::evidenceSize)
        .containsExactly(tuple("local", 4, 0), tuple("llm", 50, 0), tuple("mixed", 3, 3));
    assertThat(counts.evidence(peopleOnly, false)).isEqualTo(3);
    assertThat(counts.evidence(RULE, false)).isEqualTo(53);
    assertThat(counts.evidence(RULE, true)).isZero();
  }

  @Test
  void takesOfEachKindTheQuestionsOfTheLowestHashesWhereTheRecipeHasASample() {
    // Given
    List<Embeddings> records = new ArrayList<>();
    for (int number = 0; number < 40; number++) {
      records.add(training(number, Origin.ORIGIN_LOCAL, 3));
      records.add(training(100 + number, Origin.ORIGIN_HUMAN, 2));
    }
    ExampleSet set = set(records.toArray(Embeddings[]::new));

    // When
    TrainingSelection selection =
        TrainingSelection.of(set, Scope.TRAINING_NODES, sampled(7, 11, 5, 0));

    // Then
    assertThat(questionsOf(selection, true))
        .containsExactlyInAnyOrderElementsOf(lowest(set, true, 11));
    assertThat(questionsOf(selection, false))
        .containsExactlyInAnyOrderElementsOf(lowest(set, false, 7));
  }

  @Test
  void keepsTheNodesOfASampleAndThoseOfItsQuestions() {
    // Given
    List<Embeddings> records = new ArrayList<>();
    for (int number = 0; number < 200; number++) {
      records.add(training(number, Origin.ORIGIN_LOCAL, number < 20 ? 1 : 0));
    }
    ExampleSet set = set(records.toArray(Embeddings[]::new));

    // When
    TrainingSelection selection =
        TrainingSelection.of(set, Scope.TRAINING_NODES, sampled(0, 20, 50, 0));

    // Then
    assertThat(selection.trainingNodes()).isEqualTo(20);
    assertThat(selection.nodes()).isBetween(50, 70);
  }

  @Test
  void takesASampleThatKnowsNothingOfTheOrderOfArrival() {
    // Given
    List<Embeddings> records = new ArrayList<>();
    for (int number = 0; number < 30; number++) {
      records.add(training(number, Origin.ORIGIN_LOCAL, 4));
    }
    ExampleSet one = set(records.toArray(Embeddings[]::new));
    Collections.reverse(records);

    // When
    ExampleSet other = set(records.toArray(Embeddings[]::new));

    // Then
    Recipe sampled = sampled(0, 9, 6, 0);
    assertThat(TrainingSelection.of(other, Scope.TRAINING_NODES, sampled).sha256())
        .isEqualTo(TrainingSelection.of(one, Scope.TRAINING_NODES, sampled).sha256());
  }

  @Test
  void refusesMoreVectorsThanThereIsMemoryFor() {
    // Given
    ExampleSet set = set(training(1, Origin.ORIGIN_LOCAL, 3), training(2, Origin.ORIGIN_LOCAL, 3));
    ExampleCounts counts = ExampleCounts.of(set, Sample.getDefaultInstance());
    long sevenVectors = 7L * ExampleFeed.DIMENSION * Float.BYTES;

    // When
    ThrowingCallable reading =
        () -> TrainingSelection.of(set, counts, Scope.TRAINING_NODES, WHITENED, sevenVectors);

    // Then
    assertThatThrownBy(reading)
        .isInstanceOf(TooManyExamplesException.class)
        .hasMessageContaining("larger heap");
  }

  private static Recipe sampled(int asked, int local, int nodes, int unlabelled) {
    return WHITENED.toBuilder()
        .setSample(
            Sample.newBuilder()
                .setAskedQuestions(asked)
                .setLocalQuestions(local)
                .setNodes(nodes)
                .setUnlabelledQuestions(unlabelled))
        .build();
  }

  private static List<String> questionsOf(TrainingSelection selection, boolean local) {
    return selection.entries().stream()
        .flatMap(entry -> entry.questions().stream())
        .filter(question -> question.isLocal() == local)
        .map(ExampleQuestion::id)
        .toList();
  }

  /** As the contract says it, from hexadecimal digits, whose order is that of unsigned numbers. */
  private static List<String> lowest(ExampleSet set, boolean local, int count) {
    return set.entries().stream()
        .flatMap(
            entry ->
                entry.questions().stream()
                    .filter(question -> question.isLocal() == local)
                    .map(
                        question ->
                            Map.entry(
                                new ContentDigest().field(entry.id()).field(question.id()).hex(),
                                question.id())))
        .sorted(Map.Entry.comparingByKey())
        .limit(count)
        .map(Map.Entry::getValue)
        .toList();
  }

  private static String hash(ExampleSet set) {
    return TrainingSelection.of(set, Scope.TRAINING_NODES, WHITENED).sha256();
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
    return new ExampleSet(ExampleFeed.MODEL, entries);
  }
}
