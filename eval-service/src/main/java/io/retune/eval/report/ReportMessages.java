package io.retune.eval.report;

import io.retune.eval.evaluation.CheckpointEvaluator.Evaluated;
import io.retune.eval.evaluation.QuestionSetEvaluation;
import io.retune.eval.evaluation.RankChanges;
import io.retune.eval.evaluation.RetrieverEvaluation;
import io.retune.eval.metrics.RetrievalMetrics;
import io.retune.eval.statistics.PairedComparison;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.LearnedDocuments;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.Comparison;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.MetricsAtK;
import io.retune.schemas.v1.QuestionSetResult;
import io.retune.schemas.v1.RankChange;
import io.retune.schemas.v1.RetrieverResult;
import java.time.Duration;
import java.time.Instant;

/** Evaluations as the records that report them. */
public final class ReportMessages {
  /** Comparisons are reported at this level, not at the level that the decision had left. */
  private static final double REPORTED_LEVEL = 0.05;

  private ReportMessages() {}

  /**
   * The report of a checkpoint.
   *
   * @param championVersion what was served before; 0 is the base model
   */
  public static EvaluationReport report(
      String collection,
      AdapterCheckpoint checkpoint,
      long championVersion,
      Evaluated evaluated,
      Duration taken,
      Instant now) {
    EvaluationReport.Builder report =
        EvaluationReport.newBuilder()
            .setCollection(collection)
            .setVersion(checkpoint.getVersion())
            .setChampionVersion(championVersion)
            .setWeightsSha256(checkpoint.getWeightsSha256())
            .setRecipe(checkpoint.getRecipe())
            .setBaseModel(checkpoint.getBaseModel())
            .setLineage(checkpoint.getLineage())
            .setDecision(evaluated.verdict().toMessage())
            .setEvaluationMillis(taken.toMillis())
            .setCreatedAt(InstantCodec.encode(now));
    // A checkpoint of an earlier release has all ids, of which a report could not hold every
    // number.
    LearnedDocuments.replaceIds(report.getLineageBuilder());
    evaluated.liveScore().ifPresent(report::setLiveScore);
    evaluated.fusion().ifPresent(report::setKeywordFusion);
    evaluated
        .changed()
        .ifPresent(changed -> report.setBaseModelChangedAt(changed.change().getSeenAt()));
    evaluated.results().forEach(result -> report.addResults(result(result)));
    evaluated.results().stream()
        .findFirst()
        .ifPresent(decidedOn -> add(decidedOn.changes(), report.getResultsBuilder(0)));
    return report.build();
  }

  private static QuestionSetResult result(QuestionSetEvaluation evaluation) {
    QuestionSetResult.Builder result =
        QuestionSetResult.newBuilder()
            .setQuestionSet(evaluation.questionSet())
            .setQuestions(evaluation.mix().total())
            .addAllClasses(evaluation.mix().toMessages())
            .setAskedNodes(evaluation.askedNodes())
            .setCorpusNodes(evaluation.corpusNodes());
    evaluation
        .retrievers()
        .forEach(
            (name, figures) -> {
              RetrieverResult.Builder row = RetrieverResult.newBuilder().setRetriever(name);
              figures.forEach(metrics -> row.addAt(metrics(metrics)));
              result.addRetrievers(row);
            });
    result.addComparisons(
        comparison(
            RetrieverEvaluation.ADAPTER, RetrieverEvaluation.BASE, evaluation.adapterOverBase()));
    evaluation
        .adapterOverChampion()
        .map(
            figures ->
                comparison(RetrieverEvaluation.ADAPTER, RetrieverEvaluation.CHAMPION, figures))
        .ifPresent(result::addComparisons);
    evaluation
        .championOverBase()
        .map(figures -> comparison(RetrieverEvaluation.CHAMPION, RetrieverEvaluation.BASE, figures))
        .ifPresent(result::addComparisons);
    return result.build();
  }

  private static void add(RankChanges changes, QuestionSetResult.Builder result) {
    result.setWon(changes.won()).setLost(changes.lost());
    for (RankChanges.RankChange change : changes.largest()) {
      result.addChanges(
          RankChange.newBuilder()
              .setQuestionId(change.question().questionId())
              .setNodeId(change.question().nodeId())
              .setBaseRank(change.baseRank())
              .setRank(change.rank()));
    }
  }

  private static MetricsAtK metrics(RetrievalMetrics metrics) {
    return MetricsAtK.newBuilder()
        .setK(metrics.k())
        .setHitRate(metrics.hitRate())
        .setMrr(metrics.mrr())
        .setPrecision(metrics.precision())
        .setRecall(metrics.recall())
        .setAveragePrecision(metrics.averagePrecision())
        .setNdcg(metrics.ndcg())
        .build();
  }

  private static Comparison comparison(
      String candidate, String baseline, PairedComparison comparison) {
    return Comparison.newBuilder()
        .setCandidate(candidate)
        .setBaseline(baseline)
        .setMetric("mrr@" + RetrieverEvaluation.DECIDING_CUT_OFF)
        .setDifference(comparison.difference())
        .setStandardError(comparison.standardError())
        .setLowerBound(comparison.lowerBound(REPORTED_LEVEL))
        .setUpperBound(comparison.upperBound(REPORTED_LEVEL))
        .setPValue(comparison.pValueOfNotBetter())
        .build();
  }
}
