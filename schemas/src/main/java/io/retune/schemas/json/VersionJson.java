package io.retune.schemas.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.LiveScore;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An evaluated version as JSON. Every field is always there; what is not known is null or empty.
 *
 * @param served whether applications are told to serve it
 * @param championVersion what was served before its evaluation; 0 is the base model
 * @param decision of the gate, such as {@code PROMOTE}
 * @param evidence whether there was enough of it, such as {@code ENOUGH}
 * @param reason of the decision, a sentence
 * @param released whether a release came of the decision
 * @param recipe as {@link RecipeJson} has it
 * @param questionSet the set that the decision rests on, whose figures follow; empty where there
 *     was none
 * @param questions evaluated, of that set
 * @param nodes nodes searched
 * @param retrievers as in {@link QuestionSetJson}
 * @param comparisons as in {@link QuestionSetJson}
 * @param questionSets the same for every set of questions
 * @param liveScore null where none was measured
 * @param keywordFusion how to search with it and keywords; null where nothing was evaluated
 * @param createdAt of the report, in ISO 8601; null where the record has no time
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record VersionJson(
    String collection,
    long version,
    boolean served,
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
    KeywordFusionJson keywordFusion,
    long evaluationMillis,
    @JsonSerialize(using = ToStringSerializer.class) Instant createdAt) {

  /**
   * The JSON of a report.
   *
   * @param servedVersion what applications are told to serve; 0 is the base model
   */
  public static VersionJson of(EvaluationReport report, long servedVersion) {
    List<QuestionSetJson> sets = report.getResultsList().stream().map(QuestionSetJson::of).toList();
    QuestionSetJson first = sets.isEmpty() ? QuestionSetJson.NONE : sets.get(0);
    return new VersionJson(
        report.getCollection(),
        report.getVersion(),
        report.getVersion() == servedVersion,
        report.getChampionVersion(),
        report.getDecision().getKind().name(),
        report.getDecision().getEvidence().name(),
        report.getDecision().getReason(),
        report.getDecision().getReleased(),
        RecipeJson.of(report.getRecipe()),
        report.getWeightsSha256(),
        BaseModelJson.of(report),
        first.questionSet(),
        first.questions(),
        first.nodes(),
        first.retrievers(),
        first.comparisons(),
        sets,
        LineageJson.of(report.getLineage()),
        report.hasLiveScore() ? LiveScoreJson.of(report.getLiveScore()) : null,
        report.hasKeywordFusion() ? KeywordFusionJson.of(report.getKeywordFusion()) : null,
        report.getEvaluationMillis(),
        report.hasCreatedAt() ? InstantCodec.decode(report.getCreatedAt()) : null);
  }

  /**
   * The base model that an adapter stands on.
   *
   * @param changedAt since when it answered otherwise than it did; null where it did not
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record BaseModelJson(
      String name,
      int dimension,
      String fingerprint,
      @JsonSerialize(using = ToStringSerializer.class) Instant changedAt) {
    static BaseModelJson of(EvaluationReport report) {
      BaseModel model = report.getBaseModel();
      return new BaseModelJson(
          model.getName(),
          model.getDimension(),
          model.getFingerprint(),
          report.hasBaseModelChangedAt()
              ? InstantCodec.decode(report.getBaseModelChangedAt())
              : null);
    }
  }

  /**
   * What was served, and the version trained last, over questions that no version had trained on.
   *
   * @param freshVersion null where there is none to compare
   * @param freshMrr null as above
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record LiveScoreJson(
      long championVersion,
      int questions,
      Double championMrr,
      Double baseMrr,
      Long freshVersion,
      Double freshMrr) {
    static LiveScoreJson of(LiveScore score) {
      return new LiveScoreJson(
          score.getChampionVersion(),
          score.getQuestions(),
          Figure.of(score.getChampionMrr()),
          Figure.of(score.getBaseMrr()),
          score.getFreshVersion() == 0 ? null : score.getFreshVersion(),
          score.getFreshVersion() == 0 ? null : Figure.of(score.getFreshMrr()));
    }
  }
}
