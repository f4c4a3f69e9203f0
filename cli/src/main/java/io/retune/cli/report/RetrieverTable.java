package io.retune.cli.report;

import io.retune.cli.output.Count;
import io.retune.cli.output.TextTable;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.MetricsAtK;
import io.retune.schemas.v1.QuestionSetResult;
import io.retune.schemas.v1.RetrieverResult;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The retrievers of some versions side by side, on one question set. */
public final class RetrieverTable {
  private RetrieverTable() {}

  /**
   * The table of versions.
   *
   * @param questionSet by its present name; versions that were not evaluated on it have no row
   */
  public static TextTable of(List<EvaluationReport> reports, String questionSet) {
    TextTable table =
        new TextTable(
            "version",
            "retriever",
            "hit_rate@1",
            "hit_rate@5",
            "hit_rate@10",
            "mrr@5",
            "mrr@10",
            "ndcg@10");
    for (EvaluationReport report : reports) {
      report.getResultsList().stream()
          .filter(result -> QuestionWords.set(result).equals(questionSet))
          .flatMap(result -> result.getRetrieversList().stream())
          .forEach(retriever -> row(table, report.getVersion(), retriever));
    }
    return table;
  }

  /** What a question set is, in words. */
  public static String heading(QuestionSetResult result) {
    return "%s: %s of %s, %s searched%s"
        .formatted(
            QuestionWords.set(result),
            Count.of(result.getQuestions(), "question"),
            Count.of(result.getAskedNodes(), "node"),
            Count.of(result.getCorpusNodes(), "node"),
            QuestionWords.isSeen(result)
                ? "; the refit was trained on them, so its figures prove nothing"
                : "");
  }

  /** A figure of a retriever with four decimals; {@code -} where it was not measured. */
  public static String figure(
      RetrieverResult retriever, int k, ToDoubleFunction<MetricsAtK> metric) {
    return retriever.getAtList().stream()
        .filter(at -> at.getK() == k)
        .findFirst()
        .map(at -> String.format(Locale.ROOT, "%.4f", metric.applyAsDouble(at)))
        .orElse("-");
  }

  private static void row(TextTable table, long version, RetrieverResult retriever) {
    table.row(
        version,
        retriever.getRetriever(),
        figure(retriever, 1, MetricsAtK::getHitRate),
        figure(retriever, 5, MetricsAtK::getHitRate),
        figure(retriever, 10, MetricsAtK::getHitRate),
        figure(retriever, 5, MetricsAtK::getMrr),
        figure(retriever, 10, MetricsAtK::getMrr),
        figure(retriever, 10, MetricsAtK::getNdcg));
  }
}
