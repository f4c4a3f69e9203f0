package io.retune.eval.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.retune.chassis.EvidenceConfig;
import io.retune.chassis.Service;
import io.retune.chassis.kafka.PartitionUnreadException;
import io.retune.chassis.streams.LongWork;
import io.retune.eval.Examples;
import io.retune.eval.evaluation.EvaluationConfig;
import io.retune.eval.gate.GateConfig;
import io.retune.eval.keyword.KeywordIndexes;
import io.retune.eval.release.RetentionConfig;
import io.retune.schemas.DeadLetter;
import io.retune.schemas.EvidenceRule;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.QuestionClass;
import io.retune.schemas.QuestionMix;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.BaseModelChange;
import io.retune.schemas.v1.BaseModelState;
import io.retune.schemas.v1.Comparison;
import io.retune.schemas.v1.Decision;
import io.retune.schemas.v1.Embeddings;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.KeywordFusion;
import io.retune.schemas.v1.LiveScore;
import io.retune.schemas.v1.MetricsAtK;
import io.retune.schemas.v1.Origin;
import io.retune.schemas.v1.QuestionSetResult;
import io.retune.schemas.v1.RetrieverResult;
import io.retune.schemas.v1.Split;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalTopologyTest {
  private static final String COLLECTION = "manual";
  private static final TopicNames NAMES = new TopicNames("");

  private final Map<Long, AdapterCheckpoint> checkpointLog = new HashMap<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Examples examples = new Examples(7);
  private final WaitingBoard board = new WaitingBoard();
  private TopologyTestDriver driver;
  private final List<Runnable> left = new ArrayList<>();
  private final Map<String, BaseModelState> changedModels = new HashMap<>();
  private boolean unreadable;
  private boolean isBusy;
  private boolean isBusyWithLarge;

  @TempDir Path stateDirectory;

  @BeforeEach
  void start() {
    start(Map.of());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void promotesACandidateThatEvidenceProvesBetter() {
    // Given
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2);

    // When
    train(Examples.helpful(COLLECTION, 1));

    // Then
    EvaluationReport report = only(reports());
    assertThat(report.getDecision().getKind()).isEqualTo(Decision.Kind.PROMOTE);
    assertThat(report.getDecision().getEvidence()).isEqualTo(Decision.Evidence.ENOUGH);
    assertThat(report.getDecision().getReleased()).isTrue();
    assertThat(report.getResults(0).getQuestionSet()).isEqualTo("evidence");
    assertThat(report.getResults(0).getQuestions()).isEqualTo(120);
    assertThat(mrr(report.getResults(0), "adapter"))
        .isGreaterThan(mrr(report.getResults(0), "base"));
    AdapterRelease release = only(releases());
    assertThat(release.getVersion()).isEqualTo(1);
    assertThat(release.getCheckpoint()).isEqualTo(Examples.helpful(COLLECTION, 1));
    assertThat(release.getReleasedBy()).isEqualTo("gate");
    assertThat(release.getReason()).isEqualTo(report.getDecision().getReason());
  }

  @Test
  void releasesARetrainThatKeepsTheLiftOfAProvedVersionThoughItIsNoBetter() {
    // Given
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_HUMAN, 2);
    train(Examples.helpful(COLLECTION, 1));
    nodes("new", 6, Split.SPLIT_VALIDATION, Origin.ORIGIN_HUMAN, 2);

    // When
    train(Examples.nearlyAsHelpful(COLLECTION, 2));

    // Then
    EvaluationReport report = reports().get(1);
    assertThat(report.getDecision().getKind()).isEqualTo(Decision.Kind.FOLLOW);
    assertThat(report.getDecision().getReason()).startsWith("Version 2 follows version 1");
    assertThat(releases()).extracting(AdapterRelease::getVersion).containsExactly(1L, 2L);
  }

  @Test
  void letsNoHarmfulRetrainFollow() {
    // Given
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_HUMAN, 2);
    train(Examples.helpful(COLLECTION, 1));

    // When
    train(Examples.harmful(COLLECTION, 2));

    // Then
    assertThat(reports().get(1).getDecision().getKind()).isEqualTo(Decision.Kind.KEEP_CHAMPION);
    assertThat(only(releases()).getVersion()).isEqualTo(1);
  }

  @Test
  void testsNoFurtherCandidateBeforeAnythingHasChanged() {
    // Given
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_HUMAN, 2);
    train(Examples.neutral(COLLECTION, 1));
    train(Examples.neutral(COLLECTION, 2));

    // When
    nodes("new", 6, Split.SPLIT_VALIDATION, Origin.ORIGIN_HUMAN, 2);
    train(Examples.neutral(COLLECTION, 3));

    // Then
    assertThat(reports())
        .extracting(report -> report.getDecision().getReason())
        .satisfiesExactly(
            first -> assertThat(first).contains("candidate 1 for the place of the base model"),
            second -> assertThat(second).contains("have changed enough since the last candidate"),
            third -> assertThat(third).contains("candidate 2 for the place of the base model"));
  }

  @Test
  void reportsWhoAskedTheQuestions() {
    // Given
    nodes("people", 20, Split.SPLIT_VALIDATION, Origin.ORIGIN_HUMAN, 3);
    nodes("model", 30, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2);

    // When
    train(Examples.helpful(COLLECTION, 1));

    // Then
    EvaluationReport report = only(reports());
    assertThat(QuestionMix.read(report.getResults(0).getClassesList()))
        .isEqualTo(new QuestionMix(Map.of(QuestionClass.HUMAN, 60, QuestionClass.LLM, 60)));
    assertThat(report.getDecision().getReason())
        .contains("on 120 questions (60 people's, 60 a language model's) of 50 nodes");
  }

  @Test
  void decidesWithoutALanguageModelsQuestionsWhereTheyAreNoEvidence() {
    // Given
    restart(Map.of("retune.evidence.language-model", "false"));
    nodes("people", 10, Split.SPLIT_VALIDATION, Origin.ORIGIN_HUMAN, 3);
    nodes("model", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2);

    // When
    train(Examples.helpful(COLLECTION, 1));

    // Then
    EvaluationReport report = only(reports());
    assertThat(report.getDecision().getEvidence()).isEqualTo(Decision.Evidence.TOO_FEW);
    assertThat(report.getDecision().getReason())
        .contains("Its 30 questions (30 people's) of 10 nodes are too few");
    assertThat(report.getResultsList())
        .extracting(QuestionSetResult::getQuestionSet)
        .containsExactly("evidence", "llm");
    assertThat(report.getResults(1).getQuestions()).isEqualTo(120);
    assertThat(releases()).isEmpty();
  }

  @Test
  void hasNothingToDecideOnWhereOnlyALanguageModelAskedAndThatIsNoEvidence() {
    // Given
    restart(Map.of("retune.evidence.language-model", "false"));
    nodes("model", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2);

    // When
    train(Examples.helpful(COLLECTION, 1));

    // Then
    EvaluationReport report = only(reports());
    assertThat(report.getDecision().getEvidence()).isEqualTo(Decision.Evidence.NONE);
    assertThat(report.getResultsList()).isEmpty();
  }

  @Test
  void findsTheFiguresThatAnEarlierReleaseFound() throws IOException {
    // Given
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2);
    AdapterCheckpoint helpful = Examples.helpful(COLLECTION, 1);

    // When
    train(helpful);
    train(Examples.refit(helpful, 2));
    train(Examples.neutral(COLLECTION, 3));

    // Then
    for (EvaluationReport report : reports()) {
      EvaluationReport earlier = earlierReport(report.getVersion());
      assertThat(report.getDecision().getKind()).isEqualTo(earlier.getDecision().getKind());
      assertThat(report.getResultsCount()).isEqualTo(earlier.getResultsCount());
      // It knew no weighted fusion.
      assertThat(report.getResults(0).getRetrieversList())
          .containsAll(earlier.getResults(0).getRetrieversList());
      assertThat(report.getResults(0).getComparisonsCount())
          .isEqualTo(earlier.getResults(0).getComparisonsCount());
      for (int i = 0; i < report.getResults(0).getComparisonsCount(); i++) {
        assertEqual(
            report.getResults(0).getComparisons(i), earlier.getResults(0).getComparisons(i));
      }
    }
  }

  @Test
  void showsWhatAnAdapterIsWithoutItsQuestionMemory() {
    // Given
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2);
    AdapterCheckpoint linear = Examples.helpful(COLLECTION, 1);

    // When
    train(linear);
    train(Examples.misled(linear, 2));

    // Then
    QuestionSetResult alone = reports().get(0).getResults(0);
    QuestionSetResult withMemory = reports().get(1).getResults(0);
    assertThat(names(alone)).doesNotContain("linear");
    assertThat(names(withMemory))
        .containsExactly(
            "base", "linear", "adapter", "champion", "bm25", "fusion", "weighted-fusion");
    assertThat(figures(withMemory, "linear")).isEqualTo(figures(alone, "adapter"));
    assertThat(mrr(withMemory, "adapter")).isLessThan(mrr(withMemory, "linear"));
  }

  @Test
  void tellsApplicationsHowToSearchWithKeywordsToo() {
    // Given
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2);

    // When
    train(Examples.helpful(COLLECTION, 1));

    // Then
    KeywordFusion fusion = only(releases()).getKeywordFusion();
    assertThat(fusion.getQuestions()).isEqualTo(120);
    assertThat(fusion.getNormalisation()).isEqualTo("min-max");
    assertThat(fusion.getDepth()).isEqualTo(100);
    assertThat(only(reports()).getKeywordFusion()).isEqualTo(fusion);
  }

  private static List<String> names(QuestionSetResult result) {
    return result.getRetrieversList().stream().map(RetrieverResult::getRetriever).toList();
  }

  private static List<MetricsAtK> figures(QuestionSetResult result, String retriever) {
    return result.getRetrieversList().stream()
        .filter(each -> each.getRetriever().equals(retriever))
        .flatMap(each -> each.getAtList().stream())
        .toList();
  }

  @Test
  void namesTheEventsOfARecordByItsPosition() {
    // Given
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2);

    // When
    train(Examples.helpful(COLLECTION, 1));

    // Then
    assertThat(header(only(output(NAMES.of(Topics.EVALUATION_REPORTS))), "ce_id"))
        .isEqualTo("evaluation-reports/manual/1#adapter-checkpoints-0-0");
    assertThat(header(only(output(NAMES.of(Topics.ADAPTER_RELEASES))), "ce_id"))
        .isEqualTo("adapter-releases/manual#adapter-checkpoints-0-0");
  }

  @Test
  void saysHowManyQuestionsItLeftOutBecauseTrainingNodesHaveThemToo() {
    // Given
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_IMPORTED, 2);
    Embeddings training =
        examples.node(COLLECTION, "training", Split.SPLIT_TRAIN, Origin.ORIGIN_IMPORTED, 2);
    embed("training", training);
    embed(
        "both",
        examples
            .node(COLLECTION, "both", Split.SPLIT_VALIDATION, Origin.ORIGIN_IMPORTED, 1)
            .toBuilder()
            .addAllQuestions(training.getQuestionsList())
            .build());

    // When
    train(Examples.helpful(COLLECTION, 1));

    // Then
    EvaluationReport report = only(reports());
    assertThat(report.getResults(0).getQuestions()).isEqualTo(121);
    assertThat(report.getDecision().getReason())
        .endsWith(
            "Left out: 2 evidence questions of validation nodes, because training nodes have"
                + " questions of the same ids.");
  }

  @Test
  void refusesAHarmfulCandidateAndStaysWithTheBaseModel() {
    // Given
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_IMPORTED, 2);

    // When
    train(Examples.harmful(COLLECTION, 1));

    // Then
    assertThat(only(reports()).getDecision().getKind()).isEqualTo(Decision.Kind.REVERT_TO_BASE);
    assertThat(releases()).isEmpty();
  }

  @Test
  void goesBackToTheBaseModelWhereAHarmfulAdapterWasReleasedByHand() {
    // Given
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_HUMAN, 2);
    train(Examples.harmful(COLLECTION, 1));
    releaseByHand(Examples.harmful(COLLECTION, 1));

    // When
    train(Examples.neutral(COLLECTION, 2));

    // Then
    EvaluationReport report = reports().get(1);
    assertThat(report.getChampionVersion()).isEqualTo(1);
    assertThat(report.getDecision().getKind()).isEqualTo(Decision.Kind.REVERT_TO_BASE);
    AdapterRelease release = only(releases());
    assertThat(release.getVersion()).isZero();
    assertThat(release.hasCheckpoint()).isFalse();
    assertThat(release.getPreviousVersion()).isEqualTo(1);
  }

  @Test
  void releasesAGentleBlendWithoutProofAndSaysSo() {
    // Given
    nodes("node", 30, Split.SPLIT_VALIDATION, Origin.ORIGIN_LOCAL, 5);

    // When
    train(Examples.gentle(COLLECTION, 1));

    // Then
    EvaluationReport report = only(reports());
    assertThat(report.getDecision().getKind()).isEqualTo(Decision.Kind.UNDECIDED);
    assertThat(report.getDecision().getEvidence()).isEqualTo(Decision.Evidence.LOCAL_ONLY);
    assertThat(report.getDecision().getReason()).contains("prove no lift");
    assertThat(only(releases()).getVersion()).isEqualTo(1);
  }

  @Test
  void doesNotReleaseMoreThanAGentleBlendOnTooLittleEvidence() {
    // Given
    nodes("node", 30, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2);

    // When
    train(Examples.helpful(COLLECTION, 1));

    // Then
    Decision decision = only(reports()).getDecision();
    assertThat(decision.getKind()).isEqualTo(Decision.Kind.UNDECIDED);
    assertThat(decision.getEvidence()).isEqualTo(Decision.Evidence.TOO_FEW);
    assertThat(decision.getReason())
        .contains("Its 60 questions (60 a language model's) of 30 nodes are too few");
    assertThat(releases()).isEmpty();
  }

  @Test
  void reportsThatThereIsNoEvidenceWithoutValidationQuestions() {
    // Given
    nodes("node", 10, Split.SPLIT_TRAIN, Origin.ORIGIN_LOCAL, 5);

    // When
    train(Examples.gentle(COLLECTION, 1));

    // Then
    EvaluationReport report = only(reports());
    assertThat(report.getDecision().getEvidence()).isEqualTo(Decision.Evidence.NONE);
    assertThat(report.getResultsList()).isEmpty();
    assertThat(releases()).isEmpty();
  }

  @Test
  void leavesOutQuestionsThatAlsoBelongToATrainingNode() {
    // Given
    nodes("node", 5, Split.SPLIT_VALIDATION, Origin.ORIGIN_IMPORTED, 2);
    var shared = examples.node(COLLECTION, "node-0", Split.SPLIT_TRAIN, Origin.ORIGIN_IMPORTED, 2);
    embed("training", shared.toBuilder().build());

    // When
    train(Examples.gentle(COLLECTION, 1));

    // Then
    QuestionSetResult result = only(reports()).getResults(0);
    assertThat(result.getQuestions()).isEqualTo(8);
    assertThat(result.getAskedNodes()).isEqualTo(4);
    assertThat(result.getCorpusNodes()).isEqualTo(6);
  }

  @Test
  void searchesValidationNodesOnlyWhereACollectionAsksForIt() {
    // Given
    restart(Map.of("retune.eval.collections." + COLLECTION + ".corpus", "validation"));
    nodes("node", 20, Split.SPLIT_VALIDATION, Origin.ORIGIN_LOCAL, 1);
    nodes("training", 30, Split.SPLIT_TRAIN, Origin.ORIGIN_LOCAL, 1);

    // When
    train(Examples.gentle(COLLECTION, 1));

    // Then
    assertThat(only(reports()).getResults(0).getCorpusNodes()).isEqualTo(20);
  }

  @Test
  void forgetsDeletedNodes() {
    // Given
    nodes("node", 20, Split.SPLIT_VALIDATION, Origin.ORIGIN_LOCAL, 1);
    write(Topics.EMBEDDINGS, COLLECTION + "/node-3", null);

    // When
    train(Examples.gentle(COLLECTION, 1));

    // Then
    QuestionSetResult result = only(reports()).getResults(0);
    assertThat(result.getCorpusNodes()).isEqualTo(19);
    assertThat(result.getQuestions()).isEqualTo(19);
  }

  @Test
  void replacesAChampionThatLearnedFromAForgottenDocumentByACandidateThatIsOnlyNotWorseThanBase() {
    // Given
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_HUMAN, 2);
    train(Examples.helpful(COLLECTION, 1));

    // When
    train(Examples.forgetting(Examples.neutral(COLLECTION, 2), "handbook/one.html"));

    // Then
    assertThat(reports().get(1).getDecision().getKind()).isEqualTo(Decision.Kind.FORGET);
    assertThat(releases()).extracting(AdapterRelease::getVersion).containsExactly(1L, 2L);
  }

  @Test
  void putsTheBaseModelInThePlaceOfAForgottenChampionWhereTheCandidateIsWorseThanThat() {
    // Given
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_HUMAN, 2);
    train(Examples.helpful(COLLECTION, 1));

    // When
    train(Examples.forgetting(Examples.harmful(COLLECTION, 2), "handbook/one.html"));

    // Then
    assertThat(reports().get(1).getDecision().getKind()).isEqualTo(Decision.Kind.FORGET);
    assertThat(reports().get(1).getDecision().getReleased()).isTrue();
    assertThat(releases()).extracting(AdapterRelease::getVersion).containsExactly(1L, 0L);
  }

  @Test
  void releasesNothingOfABaseModelThatHasChangedSilentlyUntilSomebodyDecides() {
    // Given
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_HUMAN, 2);
    changedModels.put(Examples.BASE_MODEL.getFingerprint(), changed());
    train(Examples.helpful(COLLECTION, 1));

    // When
    changedModels.clear();
    train(Examples.helpful(COLLECTION, 2));

    // Then
    EvaluationReport withheld = reports().get(0);
    assertThat(withheld.getDecision().getKind()).isEqualTo(Decision.Kind.UNDECIDED);
    assertThat(withheld.getDecision().getReason())
        .startsWith(
            "The base model answers otherwise than it did (cosine distance up to 0.2500, seen"
                + " 2026-11-28T12:00:00Z), so no version of it is released until somebody decides"
                + " on that. Without that: Version 1 is proved better");
    assertThat(withheld.getBaseModelChangedAt()).isEqualTo(changed().getChange().getSeenAt());
    assertThat(reports().get(1).hasBaseModelChangedAt()).isFalse();
    assertThat(releases()).extracting(AdapterRelease::getVersion).containsExactly(2L);
  }

  @Test
  void forgetsAllTheSameWhereTheBaseModelHasChanged() {
    // Given
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_HUMAN, 2);
    train(Examples.helpful(COLLECTION, 1));
    changedModels.put(Examples.BASE_MODEL.getFingerprint(), changed());

    // When
    train(Examples.forgetting(Examples.nearlyAsHelpful(COLLECTION, 2), "handbook/one.html"));

    // Then
    assertThat(reports().get(1).getDecision().getKind()).isEqualTo(Decision.Kind.FORGET);
    assertThat(releases()).extracting(AdapterRelease::getVersion).containsExactly(1L, 0L);
  }

  private static BaseModelState changed() {
    return BaseModelState.newBuilder()
        .setBaseModel(Examples.BASE_MODEL)
        .setChange(
            BaseModelChange.newBuilder()
                .setSeenAt(InstantCodec.encode(Instant.parse("2026-11-28T12:00:00Z")))
                .setDistance(0.25))
        .build();
  }

  @Test
  void keepsAChampionThatDidNotLearnFromWhatWasForgotten() {
    // Given
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_HUMAN, 2);
    train(Examples.helpful(COLLECTION, 1));

    // When
    train(Examples.forgetting(Examples.harmful(COLLECTION, 2), "handbook/two.html"));

    // Then
    assertThat(reports().get(1).getDecision().getKind()).isEqualTo(Decision.Kind.KEEP_CHAMPION);
    assertThat(only(releases()).getVersion()).isEqualTo(1);
  }

  @Test
  void putsTheBaseModelInThePlaceOfAForgottenChampionWhereNothingIsLeftToJudgeBy() {
    // Given
    releaseByHand(Examples.helpful(COLLECTION, 1));

    // When
    train(Examples.forgetting(Examples.gentle(COLLECTION, 2), "handbook/one.html"));

    // Then
    assertThat(only(releases()).getVersion()).isZero();
    assertThat(only(releases()).getReason()).contains("no question that shows whether it is sound");
  }

  @Test
  void releasesARefitOfTheChampionOnTheChampionsEvaluation() {
    // Given
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2);
    AdapterCheckpoint judged = Examples.helpful(COLLECTION, 1);
    train(judged);

    // When
    train(Examples.refit(judged, 2));

    // Then
    EvaluationReport report = reports().get(1);
    assertThat(report.getDecision().getKind()).isEqualTo(Decision.Kind.PROMOTE);
    assertThat(report.getDecision().getReason()).contains("refit of version 1", "prove nothing");
    assertThat(report.getResults(0).getQuestionSet()).isEqualTo("seen");
    assertThat(releases()).extracting(AdapterRelease::getVersion).containsExactly(1L, 2L);
  }

  @Test
  void comparesLaterCandidatesWithTheJudgedVersionAndNotWithItsRefit() {
    // Given
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2);
    AdapterCheckpoint judged = Examples.helpful(COLLECTION, 1);
    train(judged);
    train(Examples.refit(judged, 2));

    // When
    train(judged.toBuilder().setVersion(3).build());

    // Then
    EvaluationReport report = reports().get(2);
    assertThat(report.getChampionVersion()).isEqualTo(2);
    assertThat(report.getDecision().getKind()).isEqualTo(Decision.Kind.KEEP_CHAMPION);
    assertThat(report.getDecision().getReason()).contains("exactly the weights");
  }

  @Test
  void doesNotReleaseARefitOfAVersionThatIsNoLongerServed() {
    // Given
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2);
    AdapterCheckpoint judged = Examples.helpful(COLLECTION, 1);
    train(judged);
    write(
        Topics.ADAPTER_RELEASES,
        COLLECTION,
        AdapterRelease.newBuilder()
            .setCollection(COLLECTION)
            .setReleasedBy("ann")
            .setReleasedAt(Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond() + 60))
            .build());

    // When
    train(Examples.refit(judged, 2));

    // Then
    assertThat(reports().get(1).getDecision().getReason()).contains("too late");
    assertThat(releases()).hasSize(1);
  }

  @Test
  void readsTheChampionsWeightsFromTheTopicsWhenItHasNotReleasedThemItself() {
    // Given
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2);
    checkpointLog.put(1L, Examples.helpful(COLLECTION, 1));
    releaseByHand(Examples.helpful(COLLECTION, 1));

    // When
    train(Examples.neutral(COLLECTION, 2));

    // Then
    EvaluationReport report = only(reports());
    assertThat(mrr(report.getResults(0), "champion"))
        .isGreaterThan(mrr(report.getResults(0), "adapter"));
    assertThat(report.getDecision().getKind()).isEqualTo(Decision.Kind.KEEP_CHAMPION);
  }

  @Test
  void scoresTheChampionOnQuestionsOfNodesThatArrivedAfterIt() {
    // Given
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2);
    train(Examples.helpful(COLLECTION, 1));
    nodes("later", 10, Split.SPLIT_TRAIN, Origin.ORIGIN_LLM, 3);

    // When
    train(Examples.neutral(COLLECTION, 2));

    // Then
    EvaluationReport report = reports().get(1);
    assertThat(reports().get(0).hasLiveScore()).isFalse();
    assertThat(report.getLiveScore().getChampionVersion()).isEqualTo(1);
    assertThat(report.getLiveScore().getQuestions()).isEqualTo(30);
    assertThat(report.getLiveScore().getFreshMrr())
        .isEqualTo(report.getLiveScore().getChampionMrr());
    assertThat(report.getLiveScore().getChampionMrr())
        .isGreaterThan(report.getLiveScore().getBaseMrr());
  }

  @Test
  void scoresTheVersionTrainedLastOnThemTooThoughTheBaseModelIsServed() {
    // Given
    nodes("other", 100, Split.SPLIT_TRAIN, Origin.ORIGIN_LOCAL, 1);
    nodes("node", 10, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2);
    train(Examples.helpful(COLLECTION, 1));
    nodes("later", 10, Split.SPLIT_TRAIN, Origin.ORIGIN_LLM, 3);

    // When
    train(Examples.neutral(COLLECTION, 2));

    // Then
    LiveScore score = reports().get(1).getLiveScore();
    assertThat(score.getChampionVersion()).isZero();
    assertThat(score.getChampionMrr()).isEqualTo(score.getBaseMrr());
    assertThat(score.getFreshVersion()).isEqualTo(1);
    assertThat(score.getFreshMrr()).isGreaterThan(score.getBaseMrr());
    assertThat(meters.get("retune.eval.live.regret").gauge().value())
        .isCloseTo(score.getFreshMrr() - score.getBaseMrr(), within(1e-12));
  }

  @Test
  void countsANodeAsNewOnlyOnce() {
    // Given
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2);
    train(Examples.helpful(COLLECTION, 1));
    nodes("later", 10, Split.SPLIT_TRAIN, Origin.ORIGIN_LLM, 3);
    train(Examples.neutral(COLLECTION, 2));
    nodes("later", 10, Split.SPLIT_TRAIN, Origin.ORIGIN_LLM, 3);

    // When
    train(Examples.neutral(COLLECTION, 3));

    // Then
    assertThat(reports().get(2).hasLiveScore()).isFalse();
  }

  @Test
  void dropsOldCheckpointsButNeverTheReleasedOnes() {
    // Given
    restart(Map.of("retune.eval.retention.checkpoints", "2"));
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2);
    train(Examples.helpful(COLLECTION, 1));
    train(Examples.neutral(COLLECTION, 2));
    train(Examples.neutral(COLLECTION, 3));

    // When
    train(Examples.neutral(COLLECTION, 4));

    // Then
    List<TestRecord<String, byte[]>> dropped = output(NAMES.of(Topics.ADAPTER_CHECKPOINTS));
    assertThat(dropped).extracting(TestRecord::key).containsExactly(COLLECTION + "/2");
    assertThat(dropped).extracting(TestRecord::value).containsOnlyNulls();
  }

  @Test
  void putsACheckpointOfAnotherBaseModelAside() {
    // Given
    nodes("node", 5, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2);
    AdapterCheckpoint.Builder foreign = Examples.gentle(COLLECTION, 1).toBuilder();
    foreign.getBaseModelBuilder().setFingerprint("fingerprint-2");

    // When
    train(foreign.build());

    // Then
    assertThat(reports()).isEmpty();
    assertThat(deadLetter(Topics.ADAPTER_CHECKPOINTS).reason())
        .contains("fingerprint-2", "none of the collection's 5 nodes");
  }

  @Test
  void triesACheckpointAgainThatCannotBeComparedBecauseTheClusterDoesNotAnswer() {
    // Given: what is served has to be read from its topic
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2);
    train(Examples.neutral(COLLECTION, 1));
    releaseByHand(Examples.neutral(COLLECTION, 1));
    unreadable = true;
    train(Examples.neutral(COLLECTION, 2));
    train(Examples.neutral(COLLECTION, 3));
    assertThat(reports()).hasSize(1);
    assertThat(board.all()).containsOnlyKeys(COLLECTION);
    assertThat(board.all().get(COLLECTION).checkpoints()).isEqualTo(2);
    assertThat(meters.get("retune.eval.waiting.checkpoints").gauge().value()).isEqualTo(2);

    // When
    unreadable = false;
    driver.advanceWallClockTime(Duration.ofMinutes(1));
    driver.advanceWallClockTime(Duration.ofMinutes(1));

    // Then
    assertThat(reports()).extracting(EvaluationReport::getVersion).containsExactly(1L, 2L, 3L);
    assertThat(reports())
        .extracting(EvaluationReport::getChampionVersion)
        .containsExactly(0L, 1L, 1L);
    assertThat(board.all()).isEmpty();
  }

  @Test
  void waitsWhileTheCollectionIsBeingEmbeddedWithTheVersionsBaseModel() {
    // Given: 10 of 20 nodes are embedded again
    nodes("old", 20, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2);
    embeddedAgain("old", 0, 10);

    // When
    train(withModel(Examples.gentle(COLLECTION, 1)));
    driver.advanceWallClockTime(Duration.ofMinutes(4));
    embeddedAgain("old", 10, 15);
    driver.advanceWallClockTime(Duration.ofMinutes(4));
    assertThat(reports()).isEmpty();
    assertThat(board.all().get(COLLECTION).reason()).startsWith("15 of 20 nodes");
    embeddedAgain("old", 15, 20);
    driver.advanceWallClockTime(Duration.ofMinutes(1));

    // Then
    assertThat(only(reports()).getResults(0).getCorpusNodes()).isEqualTo(20);
  }

  @Test
  void evaluatesOnPartOfTheCollectionWhereNoMoreOfItIsEmbedded() {
    // Given
    nodes("old", 20, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2);
    embeddedAgain("old", 0, 10);
    train(withModel(Examples.gentle(COLLECTION, 1)));

    // When
    driver.advanceWallClockTime(Duration.ofMinutes(6));

    // Then
    assertThat(only(reports()).getResults(0).getCorpusNodes()).isEqualTo(10);
  }

  @Test
  void evaluatesTheCollectionAsItWasWhenTheEvaluationBegan() {
    // Given
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2);
    isBusy = true;
    train(Examples.helpful(COLLECTION, 1));

    // When
    nodes("later", 20, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2);
    write(Topics.EMBEDDINGS, COLLECTION + "/node-3", null);
    assertThat(reports()).isEmpty();
    workOff();

    // Then
    assertThat(only(reports()).getResults(0).getCorpusNodes()).isEqualTo(60);
    assertThat(only(reports()).getResults(0).getQuestions()).isEqualTo(120);
    assertThat(board.all()).isEmpty();
  }

  @Test
  void evaluatesAgainWhereAnotherVersionWasReleasedMeanwhile() {
    // Given
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2);
    train(Examples.neutral(COLLECTION, 1));
    isBusy = true;
    train(Examples.helpful(COLLECTION, 2));
    releaseByHand(Examples.neutral(COLLECTION, 1));

    // When
    workOff();

    // Then
    assertThat(reports()).hasSize(2);
    assertThat(reports().get(1).getChampionVersion()).isEqualTo(1);
  }

  @Test
  void dropsAnEvaluationWhoseVersionWasDeletedMeanwhile() {
    // Given
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2);
    isBusy = true;
    train(Examples.helpful(COLLECTION, 1));
    write(Topics.ADAPTER_CHECKPOINTS, COLLECTION + "/1", null);

    // When
    workOff();

    // Then
    assertThat(reports()).isEmpty();
    assertThat(board.all()).isEmpty();
  }

  @Test
  void evaluatesASmallCollectionWhileALargeOneIsUnderWay() {
    // Given
    nodes("node", 20, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2);
    isBusyWithLarge = true;
    AdapterCheckpoint.Builder large = Examples.gentle("large", 1).toBuilder();
    large.getLineageBuilder().setNodes(10_000).setOfferedNodes(500_000);
    write(Topics.ADAPTER_CHECKPOINTS, "large/1", large.build());

    // When
    train(Examples.gentle(COLLECTION, 1));

    // Then
    assertThat(reports()).extracting(EvaluationReport::getCollection).containsExactly(COLLECTION);
    assertThat(board.all()).containsOnlyKeys("large");
  }

  @Test
  void takesADeletedTextOutOfTheKeywordIndexWithinTheHour() throws IOException {
    // Given
    nodes("node", 20, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 1);
    Embeddings.Builder secret =
        examples.node(COLLECTION, "well", Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 1).toBuilder();
    secret.getNodeBuilder().setText("behind the house is the wellxyzzy");
    embed("well", secret.build());
    train(Examples.gentle(COLLECTION, 1));
    boolean wasThere = isIndexed("wellxyzzy");
    write(Topics.EMBEDDINGS, COLLECTION + "/well", null);

    // When
    driver.advanceWallClockTime(Duration.ofHours(1));

    // Then
    assertThat(wasThere).isTrue();
    assertThat(isIndexed("wellxyzzy")).isFalse();
  }

  @Test
  void putsACheckpointAsideWhoseWeightsDoNotHaveTheirHash() {
    // Given
    AdapterCheckpoint corrupt =
        Examples.gentle(COLLECTION, 1).toBuilder().setWeightsSha256("0000").build();

    // When
    train(corrupt);

    // Then
    assertThat(deadLetter(Topics.ADAPTER_CHECKPOINTS).reason()).contains("SHA-256");
  }

  @Test
  void putsUnreadableRecordsAsideAndGoesOn() {
    // Given
    byte[] noise = {1, 2, 3};
    nodes("node", 5, Split.SPLIT_VALIDATION, Origin.ORIGIN_LOCAL, 2);
    input(NAMES.of(Topics.EMBEDDINGS)).pipeInput(COLLECTION + "/bad", noise);
    input(NAMES.of(Topics.ADAPTER_CHECKPOINTS)).pipeInput(COLLECTION + "/1", noise);
    input(NAMES.of(Topics.ADAPTER_RELEASES)).pipeInput(COLLECTION, noise);

    // When
    train(Examples.gentle(COLLECTION, 2));

    // Then
    assertThat(only(reports()).getResults(0).getCorpusNodes()).isEqualTo(5);
    assertThat(deadLetter(Topics.EMBEDDINGS).stage()).isEqualTo("read");
    assertThat(deadLetter(Topics.ADAPTER_CHECKPOINTS).stage()).isEqualTo("evaluate");
    assertThat(deadLetter(Topics.ADAPTER_RELEASES).stage()).isEqualTo("follow");
  }

  @Test
  void showsItsFiguresToMonitoring() {
    // Given
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2);

    // When
    train(Examples.helpful(COLLECTION, 1));

    // Then
    assertThat(
            meters
                .get("retune.eval.mrr")
                .tags("collection", COLLECTION, "retriever", "adapter", "question_set", "evidence")
                .gauge()
                .value())
        .isEqualTo(mrr(only(reports()).getResults(0), "adapter"));
    assertThat(
            meters
                .get("retune.eval.questions")
                .tags("question_set", "evidence", "question_class", "llm")
                .gauge()
                .value())
        .isEqualTo(120);
    assertThat(meters.get("retune.eval.decisions").tags("decision", "PROMOTE").counter().count())
        .isEqualTo(1);
    assertThat(meters.get("retune.eval.released.version").gauge().value()).isEqualTo(1);
    assertThat(meters.get("retune.eval.duration").timer().count()).isEqualTo(1);
  }

  @Test
  void showsWhatTheFreshVersionHasOverTheServedOne() {
    // Given
    nodes("node", 60, Split.SPLIT_VALIDATION, Origin.ORIGIN_HUMAN, 2);
    train(Examples.helpful(COLLECTION, 1));
    double whenReleased = meters.get("retune.eval.regret").gauge().value();

    // When
    train(Examples.harmful(COLLECTION, 2));

    // Then
    QuestionSetResult results = reports().get(1).getResults(0);
    assertThat(whenReleased).isZero();
    assertThat(meters.get("retune.eval.regret").gauge().value())
        .isCloseTo(mrr(results, "adapter") - mrr(results, "champion"), within(1e-12))
        .isNegative();
  }

  /** As the topic has it, unless the cluster does not answer. */
  private Optional<AdapterCheckpoint> find(String collection, long version) {
    if (unreadable) {
      throw new PartitionUnreadException("adapter-checkpoints-0 could not be read", null);
    }
    return Optional.ofNullable(checkpointLog.get(version));
  }

  /** On the stream thread, unless a test lets it be done later. */
  private void run(Runnable work, boolean later) {
    if (later) {
      left.add(work);
    } else {
      work.run();
    }
  }

  /** Does what was left, as another thread would, and lets the stream thread look. */
  private void workOff() {
    isBusy = false;
    isBusyWithLarge = false;
    List<Runnable> works = List.copyOf(left);
    left.clear();
    works.forEach(Runnable::run);
    driver.advanceWallClockTime(Duration.ofSeconds(1));
  }

  private Path keywords() {
    return stateDirectory.resolve("keywords");
  }

  private void restart(Map<String, String> settings) {
    driver.close();
    start(settings);
  }

  private void start(Map<String, String> settings) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withMapping(EvaluationConfig.class)
            .withMapping(EvidenceConfig.class)
            .withMapping(GateConfig.class)
            .withMapping(RetentionConfig.class)
            .withDefaultValue("retune.eval.keyword-index", keywords().toString())
            .withDefaultValues(settings)
            .build();
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "eval-test");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    driver =
        new TopologyTestDriver(
            new EvalTopology(
                    NAMES,
                    new Service("eval", List.of()),
                    config.getConfigMapping(EvaluationConfig.class),
                    new EvidenceRule(config.getConfigMapping(EvidenceConfig.class).languageModel()),
                    config.getConfigMapping(GateConfig.class),
                    config.getConfigMapping(RetentionConfig.class),
                    new KeywordIndexes(keywords()),
                    new EvaluationQueues(
                        new LongWork(work -> run(work, isBusy || isBusyWithLarge)),
                        new LongWork(work -> run(work, isBusy))),
                    this::find,
                    fingerprint -> Optional.ofNullable(changedModels.get(fingerprint)),
                    board,
                    meters)
                .build(),
            properties);
  }

  private void nodes(String name, int count, Split split, Origin origin, int questions) {
    for (int i = 0; i < count; i++) {
      String id = name + "-" + i;
      embed(id, examples.node(COLLECTION, id, split, origin, questions));
    }
  }

  private void embeddedAgain(String name, int from, int to) {
    for (int i = from; i < to; i++) {
      String id = name + "-" + i;
      Embeddings.Builder again =
          examples.node(COLLECTION, id, Split.SPLIT_VALIDATION, Origin.ORIGIN_LLM, 2).toBuilder();
      again.getBaseModelBuilder().setFingerprint("fingerprint-2");
      embed(id, again.build());
    }
  }

  private static AdapterCheckpoint withModel(AdapterCheckpoint checkpoint) {
    AdapterCheckpoint.Builder again = checkpoint.toBuilder();
    again.getBaseModelBuilder().setFingerprint("fingerprint-2");
    return again.build();
  }

  private void embed(String id, Message embeddings) {
    write(Topics.EMBEDDINGS, COLLECTION + "/" + id, embeddings);
  }

  private void train(AdapterCheckpoint checkpoint) {
    checkpointLog.put(checkpoint.getVersion(), checkpoint);
    write(Topics.ADAPTER_CHECKPOINTS, COLLECTION + "/" + checkpoint.getVersion(), checkpoint);
  }

  private void releaseByHand(AdapterCheckpoint checkpoint) {
    write(
        Topics.ADAPTER_RELEASES,
        COLLECTION,
        AdapterRelease.newBuilder()
            .setCollection(COLLECTION)
            .setVersion(checkpoint.getVersion())
            .setCheckpoint(checkpoint)
            .setReleasedBy("ann")
            .build());
  }

  private void write(Topic<?> topic, String key, Message message) {
    input(NAMES.of(topic)).pipeInput(key, message == null ? null : message.toByteArray());
  }

  private TestInputTopic<String, byte[]> input(String topic) {
    return driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer());
  }

  private final Map<String, List<TestRecord<String, byte[]>>> outputs = new HashMap<>();

  private List<TestRecord<String, byte[]>> output(String topic) {
    List<TestRecord<String, byte[]>> records =
        outputs.computeIfAbsent(topic, unseen -> new ArrayList<>());
    records.addAll(
        driver
            .createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
            .readRecordsToList());
    return records;
  }

  private List<EvaluationReport> reports() {
    return messages(Topics.EVALUATION_REPORTS);
  }

  private List<AdapterRelease> releases() {
    return messages(Topics.ADAPTER_RELEASES);
  }

  private <V extends Message> List<V> messages(Topic<V> topic) {
    return output(NAMES.of(topic)).stream()
        .map(
            record -> {
              try {
                return topic.parse(record.value());
              } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
              }
            })
        .toList();
  }

  private DeadLetter deadLetter(Topic<?> source) {
    return DeadLetter.read(only(output(NAMES.deadLetters("eval", source))).headers()).orElseThrow();
  }

  private static double mrr(QuestionSetResult result, String retriever) {
    RetrieverResult row =
        result.getRetrieversList().stream()
            .filter(one -> one.getRetriever().equals(retriever))
            .findFirst()
            .orElseThrow();
    return row.getAt(row.getAtCount() - 1).getMrr();
  }

  private boolean isIndexed(String word) throws IOException {
    try (Stream<Path> files = Files.walk(keywords())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(word)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Bounds rest on quantiles, which the earlier release had to the ninth place only. */
  private static void assertEqual(Comparison comparison, Comparison earlier) {
    assertThat(comparison.getCandidate()).isEqualTo(earlier.getCandidate());
    assertThat(comparison.getBaseline()).isEqualTo(earlier.getBaseline());
    assertThat(comparison.getDifference()).isEqualTo(earlier.getDifference());
    assertThat(comparison.getStandardError()).isCloseTo(earlier.getStandardError(), within(1e-15));
    assertThat(comparison.getPValue()).isCloseTo(earlier.getPValue(), within(1e-12));
    assertThat(comparison.getLowerBound()).isCloseTo(earlier.getLowerBound(), within(1e-11));
    assertThat(comparison.getUpperBound()).isCloseTo(earlier.getUpperBound(), within(1e-11));
  }

  /** What the release of 23 November 2026 reported on the same examples and checkpoints. */
  private static EvaluationReport earlierReport(long version) throws IOException {
    String name = "/golden/evaluation-report-" + version + ".bin";
    try (InputStream file = EvalTopologyTest.class.getResourceAsStream(name)) {
      return EvaluationReport.parseFrom(file);
    }
  }

  private static String header(TestRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static <T> T only(List<T> list) {
    assertThat(list).hasSize(1);
    return list.get(0);
  }
}
