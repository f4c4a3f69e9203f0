package io.retune.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.retune.cli.output.TextTable;
import io.retune.cli.report.EvaluatedVersions;
import io.retune.cli.report.QuestionWords;
import io.retune.cli.report.RetrieverTable;
import io.retune.schemas.LearnedDocuments;
import io.retune.schemas.json.ContractJson;
import io.retune.schemas.json.VersionJson;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.MetricsAtK;
import io.retune.schemas.v1.QuestionSetResult;
import io.retune.schemas.v1.RetrieverResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code retune adapters}: versions with their figures side by side. */
@Command(
    name = "adapters",
    description = {
      "Lists the adapter versions with base, champion and candidate side by side: mrr@10 on the"
          + " questions that the decision stands on.",
      "A star marks the version that is served. --json has all figures."
    })
final class AdaptersCommand implements Callable<Integer> {
  private static final int CUT = 10;

  @Spec private CommandSpec command;
  @Mixin private CommonOptions common;

  @Option(
      names = "--collection",
      paramLabel = "NAME",
      defaultValue = "",
      description = "Only this collection (default: all of them).")
  private String collection;

  @Option(
      names = "--document",
      paramLabel = "ID",
      description = "Only versions that learned from this document.")
  private String document;

  @Override
  public Integer call() {
    EvaluatedVersions versions = new EvaluatedVersions(common.cluster(), common.progress());
    List<EvaluationReport> reports =
        versions.reports().stream()
            .filter(report -> collection.isEmpty() || report.getCollection().equals(collection))
            .filter(
                report ->
                    document == null
                        || LearnedDocuments.contains(report.getLineage(), document).orElse(true))
            .toList();
    Console console = Console.of(command.commandLine());
    if (common.json()) {
      console.json(json(reports, versions.servedVersions()));
    } else if (reports.isEmpty()) {
      console.line("no versions yet");
    } else {
      console.table(table(reports, versions.servedVersions()));
    }
    return 0;
  }

  private static JsonNode json(List<EvaluationReport> reports, Map<String, Long> served) {
    return ContractJson.mapper()
        .valueToTree(
            reports.stream()
                .map(
                    report ->
                        VersionJson.of(report, served.getOrDefault(report.getCollection(), 0L)))
                .toList());
  }

  private static TextTable table(List<EvaluationReport> reports, Map<String, Long> served) {
    TextTable table =
        new TextTable(
            "collection",
            "version",
            "served",
            "decision",
            "evidence",
            "set",
            "questions",
            "base",
            "champion",
            "linear",
            "candidate",
            "bm25",
            "fusion",
            "weighted");
    for (EvaluationReport report : reports) {
      QuestionSetResult result =
          report.getResultsCount() == 0
              ? QuestionSetResult.getDefaultInstance()
              : report.getResults(0);
      table.row(
          report.getCollection(),
          report.getVersion(),
          isServed(report, served) ? "*" : "",
          report.getDecision().getKind(),
          report.getDecision().getEvidence(),
          QuestionWords.set(result),
          result.getQuestions(),
          figure(result, "base"),
          figure(result, "champion"),
          figure(result, "linear"),
          figure(result, "adapter"),
          figure(result, "bm25"),
          figure(result, "fusion"),
          figure(result, "weighted-fusion"));
    }
    return table;
  }

  private static boolean isServed(EvaluationReport report, Map<String, Long> served) {
    return served.getOrDefault(report.getCollection(), 0L) == report.getVersion();
  }

  private static String figure(QuestionSetResult result, String retriever) {
    ToDoubleFunction<MetricsAtK> metric = MetricsAtK::getMrr;
    return result.getRetrieversList().stream()
        .filter(each -> each.getRetriever().equals(retriever))
        .findFirst()
        .map((RetrieverResult each) -> RetrieverTable.figure(each, CUT, metric))
        .orElse("-");
  }
}
