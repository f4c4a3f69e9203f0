package io.retune.eval.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.retune.schemas.v1.Comparison;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.Lineage;
import io.retune.schemas.v1.LiveScore;
import io.retune.schemas.v1.MetricsAtK;
import io.retune.schemas.v1.QuestionSetResult;
import io.retune.schemas.v1.RetrieverResult;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A report as JSON.
 *
 * @param questionSet the set that the decision rests on, whose figures follow; empty where there
 *     was none
 * @param nodes nodes searched
 * @param retrievers by retriever: figures by name and cut-off, such as {@code hit_rate@5}
 * @param questionSets the same for every question set
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportJson(
    String collection,
    long version,
    long championVersion,
    String decision,
    String evidence,
    String reason,
    boolean released,
    Map<String, Object> recipe,
    String weightsSha256,
    BaseModelJson baseModel,
    String questionSet,
    int questions,
    int nodes,
    Map<String, Map<String, Double>> retrievers,
    List<ComparisonJson> comparisons,
    List<QuestionSetJson> questionSets,
    LineageJson lineage,
    LiveScoreJson liveScore,
    long evaluationMillis,
    Instant createdAt) {

  /** The JSON of a report. */
  public static ReportJson of(EvaluationReport report) {
    List<QuestionSetJson> sets = report.getResultsList().stream().map(QuestionSetJson::of).toList();
    QuestionSetJson first = sets.isEmpty() ? QuestionSetJson.NONE : sets.get(0);
    return new ReportJson(
        report.getCollection(),
        report.getVersion(),
        report.getChampionVersion(),
        report.getDecision().getKind().name(),
        report.getDecision().getEvidence().name(),
        report.getDecision().getReason(),
        report.getDecision().getReleased(),
        RecipeJson.of(report.getRecipe()),
        report.getWeightsSha256(),
        new BaseModelJson(
            report.getBaseModel().getName(),
            report.getBaseModel().getDimension(),
            report.getBaseModel().getFingerprint()),
        first.questionSet(),
        first.questions(),
        first.nodes(),
        first.retrievers(),
        first.comparisons(),
        sets,
        LineageJson.of(report.getLineage()),
        report.hasLiveScore() ? LiveScoreJson.of(report.getLiveScore()) : null,
        report.getEvaluationMillis(),
        Instant.ofEpochSecond(
            report.getCreatedAt().getSeconds(), report.getCreatedAt().getNanos()));
  }

  /** The base model that an adapter stands on. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record BaseModelJson(String name, int dimension, String fingerprint) {}

  /** How the retrievers did on one question set. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record QuestionSetJson(
      String questionSet,
      int questions,
      int askedNodes,
      int nodes,
      Map<String, Map<String, Double>> retrievers,
      List<ComparisonJson> comparisons) {
    static final QuestionSetJson NONE = new QuestionSetJson("", 0, 0, 0, Map.of(), List.of());

    static QuestionSetJson of(QuestionSetResult result) {
      Map<String, Map<String, Double>> retrievers = new LinkedHashMap<>();
      for (RetrieverResult row : result.getRetrieversList()) {
        retrievers.put(row.getRetriever(), figures(row));
      }
      return new QuestionSetJson(
          result.getQuestionSet(),
          result.getQuestions(),
          result.getAskedNodes(),
          result.getCorpusNodes(),
          retrievers,
          result.getComparisonsList().stream().map(ComparisonJson::of).toList());
    }

    private static Map<String, Double> figures(RetrieverResult row) {
      Map<String, Double> figures = new LinkedHashMap<>();
      for (MetricsAtK at : row.getAtList()) {
        figures.put("hit_rate@" + at.getK(), at.getHitRate());
        figures.put("mrr@" + at.getK(), at.getMrr());
        figures.put("precision@" + at.getK(), at.getPrecision());
        figures.put("recall@" + at.getK(), at.getRecall());
        figures.put("ap@" + at.getK(), at.getAveragePrecision());
        figures.put("ndcg@" + at.getK(), at.getNdcg());
      }
      return figures;
    }
  }

  /** A paired test. Infinite standard errors, of fewer than two clusters, are null. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record ComparisonJson(
      String candidate,
      String baseline,
      String metric,
      double difference,
      Double standardError,
      double lowerBound,
      double upperBound,
      double pValue) {
    static ComparisonJson of(Comparison comparison) {
      return new ComparisonJson(
          comparison.getCandidate(),
          comparison.getBaseline(),
          comparison.getMetric(),
          comparison.getDifference(),
          Double.isFinite(comparison.getStandardError()) ? comparison.getStandardError() : null,
          comparison.getLowerBound(),
          comparison.getUpperBound(),
          comparison.getPValue());
    }
  }

  /** What an adapter learned from, without the documents. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record LineageJson(
      String examplesSha256,
      int nodes,
      int trainingNodes,
      Map<String, Integer> questions,
      long previousVersion,
      String trigger,
      double alpha,
      int alphaQuestions,
      long refitOfVersion) {
    static LineageJson of(Lineage lineage) {
      Map<String, Integer> questions = new LinkedHashMap<>();
      lineage.getQuestionsList().forEach(one -> questions.put(one.getOrigin(), one.getCount()));
      return new LineageJson(
          lineage.getExamplesSha256(),
          lineage.getNodes(),
          lineage.getTrainingNodes(),
          questions,
          lineage.getPreviousVersion(),
          lineage.getTrigger(),
          lineage.getAlpha(),
          lineage.getAlphaQuestions(),
          lineage.getRefitOfVersion());
    }
  }

  /** The champion over questions that no version had trained on. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record LiveScoreJson(
      long championVersion, int questions, double championMrr, double baseMrr) {
    static LiveScoreJson of(LiveScore score) {
      return new LiveScoreJson(
          score.getChampionVersion(),
          score.getQuestions(),
          score.getChampionMrr(),
          score.getBaseMrr());
    }
  }
}
