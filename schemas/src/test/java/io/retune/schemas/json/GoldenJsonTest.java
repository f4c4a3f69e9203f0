package io.retune.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.Timestamp;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.ClassCount;
import io.retune.schemas.v1.Comparison;
import io.retune.schemas.v1.Decision;
import io.retune.schemas.v1.DroppedQuestions;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.Lineage;
import io.retune.schemas.v1.LiveScore;
import io.retune.schemas.v1.MetricsAtK;
import io.retune.schemas.v1.OriginCount;
import io.retune.schemas.v1.QuestionSetResult;
import io.retune.schemas.v1.Recipe;
import io.retune.schemas.v1.RetrieverResult;
import io.retune.schemas.v1.RoundTrip;
import io.retune.schemas.v1.WhitenedRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code -Dgolden.write=true} writes the files anew. */
class GoldenJsonTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden/json");

  private static final EvaluationReport REPORT =
      EvaluationReport.newBuilder()
          .setCollection("manuals")
          .setVersion(3)
          .setChampionVersion(2)
          .setWeightsSha256("ab".repeat(32))
          .setRecipe(
              Recipe.newBuilder()
                  .setRevision(1)
                  .setSeed(20230905)
                  .setWhitened(WhitenedRecipe.newBuilder().addAlphaChoices(0.5).setLambda(0.01))
                  .setRoundTrip(RoundTrip.newBuilder().setNodes(50).addOrigins("llm")))
          .setBaseModel(
              BaseModel.newBuilder()
                  .setName("bge-small-en")
                  .setDimension(384)
                  .setFingerprint("cd".repeat(32)))
          .setLineage(
              Lineage.newBuilder()
                  .setExamplesSha256("ef".repeat(32))
                  .setNodes(780)
                  .setTrainingNodes(600)
                  .addQuestions(OriginCount.newBuilder().setOrigin("local").setCount(900))
                  .addQuestions(OriginCount.newBuilder().setOrigin("feedback").setCount(80))
                  .addDocumentIds("guide.html")
                  .addDocumentIds("faq.html")
                  .setPreviousVersion(2)
                  .setTrigger("quiet")
                  .setAlpha(0.7)
                  .setAlphaQuestions(120)
                  .addDroppedQuestions(
                      DroppedQuestions.newBuilder()
                          .setOrigin("llm")
                          .setReason("round-trip")
                          .setCount(4)))
          .addResults(
              QuestionSetResult.newBuilder()
                  .setQuestionSet("evidence")
                  .setQuestions(174)
                  .setAskedNodes(123)
                  .setCorpusNodes(780)
                  .addClasses(ClassCount.newBuilder().setQuestionClass("human").setCount(120))
                  .addClasses(ClassCount.newBuilder().setQuestionClass("llm").setCount(54))
                  .addRetrievers(retriever("base", 0.5107))
                  .addRetrievers(retriever("adapter", Double.NaN))
                  .addComparisons(
                      Comparison.newBuilder()
                          .setCandidate("adapter")
                          .setBaseline("base")
                          .setMetric("mrr@10")
                          .setDifference(0.0782)
                          .setStandardError(Double.POSITIVE_INFINITY)
                          .setLowerBound(Double.NEGATIVE_INFINITY)
                          .setUpperBound(Double.POSITIVE_INFINITY)
                          .setPValue(0.0003)))
          .addResults(QuestionSetResult.newBuilder().setQuestionSet("local").setQuestions(16))
          .setDecision(
              Decision.newBuilder()
                  .setKind(Decision.Kind.PROMOTE)
                  .setEvidence(Decision.Evidence.ENOUGH)
                  .setReason("Version 3 is proved better.")
                  .setReleased(true))
          .setEvaluationMillis(812)
          .setCreatedAt(Timestamp.newBuilder().setSeconds(1_793_534_400).setNanos(5_000_000))
          .setLiveScore(
              LiveScore.newBuilder()
                  .setChampionVersion(2)
                  .setQuestions(12)
                  .setChampionMrr(0.5)
                  .setBaseMrr(0.25)
                  .setFreshVersion(3)
                  .setFreshMrr(0.625))
          .build();

  @Test
  void aVersionIsPrintedAsItAlwaysWas() throws IOException {
    compare("version.json", VersionJson.of(REPORT, 3));
  }

  @Test
  void aVersionOfWhichLittleIsKnownHasEveryField() throws IOException {
    // Given: as an imported adapter that could not be evaluated, in an older report
    EvaluationReport report =
        EvaluationReport.newBuilder()
            .setCollection("manuals")
            .setVersion(1)
            .addResults(QuestionSetResult.newBuilder().setQuestionSet("real"))
            .build();

    // When
    VersionJson json = VersionJson.of(report, 0);

    // Then
    compare("version-little-known.json", json);
  }

  @Test
  void aReleaseIsPrintedAsItAlwaysWas() throws IOException {
    // Given
    AdapterRelease release =
        AdapterRelease.newBuilder()
            .setCollection("manuals")
            .setVersion(3)
            .setPreviousVersion(2)
            .setReleasedBy("gate")
            .setReason("Version 3 is proved better.")
            .setReleasedAt(Timestamp.newBuilder().setSeconds(1_793_534_400))
            .build();

    // When
    ReleaseJson json = ReleaseJson.of(release);

    // Then
    compare("release.json", json);
  }

  @Test
  void anotherMapperPrintsTheSame() throws IOException {
    // Given
    ObjectMapper other = JsonMapper.builder().build();

    // When
    String printed = other.writeValueAsString(VersionJson.of(REPORT, 3));

    // Then
    assertThat(printed)
        .isEqualTo(ContractJson.mapper().writeValueAsString(VersionJson.of(REPORT, 3)));
  }

  private static void compare(String file, Object json) throws IOException {
    String printed =
        ContractJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(FOLDER.resolve(file), printed);
    }
    assertThat(printed).isEqualTo(Files.readString(FOLDER.resolve(file)));
  }

  private static RetrieverResult retriever(String name, double mrr) {
    return RetrieverResult.newBuilder()
        .setRetriever(name)
        .addAt(
            MetricsAtK.newBuilder()
                .setK(10)
                .setHitRate(0.8)
                .setMrr(mrr)
                .setPrecision(0.08)
                .setRecall(0.8)
                .setAveragePrecision(0.5)
                .setNdcg(0.6))
        .build();
  }
}
