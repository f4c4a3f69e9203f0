package io.retune.eval.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.json.ComparisonJson;
import io.retune.schemas.json.QuestionSetJson;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.QuestionSetResult;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Some versions of a collection in one figure, for a table or a chart.
 *
 * @param servedVersion what applications serve; 0 is the base model
 * @param metric of all figures, such as {@code mrr@10}
 * @param versions the oldest first
 * @param earlier how many versions there are before these
 */
public record HistoryPage(
    String collection,
    long servedVersion,
    String metric,
    List<VersionFigures> versions,
    int earlier) {
  public HistoryPage {
    versions = List.copyOf(versions);
  }

  /**
   * A version in one figure.
   *
   * @param decision of the gate, such as {@code PROMOTE}
   * @param evidence whether there was enough of it, such as {@code ENOUGH}
   * @param reason of the decision, a sentence
   * @param released whether a release came of the decision
   * @param championVersion what was served before its evaluation; 0 is the base model
   * @param trigger why it was trained, such as {@code examples}
   * @param refitOfVersion the version whose evaluation a refit stands on; 0 where it is none
   * @param questionSets the one that was decided on first
   * @param createdAt of the report; null where it has no time
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record VersionFigures(
      long version,
      String decision,
      String evidence,
      String reason,
      boolean released,
      long championVersion,
      String trigger,
      long refitOfVersion,
      List<SetFigures> questionSets,
      Instant createdAt) {
    public VersionFigures {
      questionSets = List.copyOf(questionSets);
    }

    static VersionFigures of(EvaluationReport report, String metric) {
      return new VersionFigures(
          report.getVersion(),
          report.getDecision().getKind().name(),
          report.getDecision().getEvidence().name(),
          report.getDecision().getReason(),
          report.getDecision().getReleased(),
          report.getChampionVersion(),
          report.getLineage().getTrigger(),
          report.getLineage().getRefitOfVersion(),
          report.getResultsList().stream().map(result -> SetFigures.of(result, metric)).toList(),
          report.hasCreatedAt() ? InstantCodec.decode(report.getCreatedAt()) : null);
    }
  }

  /**
   * The retrievers on one set of questions.
   *
   * @param questions evaluated
   * @param retrievers the figure of each, in the order of the report; those without it are left out
   * @param comparisons paired tests of the retrievers; they are of the metric that each names
   */
  public record SetFigures(
      String questionSet,
      int questions,
      Map<String, Double> retrievers,
      List<ComparisonJson> comparisons) {
    public SetFigures {
      comparisons = List.copyOf(comparisons);
    }

    static SetFigures of(QuestionSetResult result, String metric) {
      QuestionSetJson all = QuestionSetJson.of(result);
      Map<String, Double> figures = new LinkedHashMap<>();
      all.retrievers()
          .forEach(
              (retriever, row) ->
                  Optional.ofNullable(row.get(metric))
                      .ifPresent(value -> figures.put(retriever, value)));
      return new SetFigures(all.questionSet(), all.questions(), figures, all.comparisons());
    }
  }
}
