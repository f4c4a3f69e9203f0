package io.retune.cli.demo;

import io.retune.cli.output.TextTable;
import io.retune.cli.report.QuestionWords;
import io.retune.cli.report.RetrieverTable;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.MetricsAtK;
import io.retune.schemas.v1.QuestionSetResult;
import io.retune.schemas.v1.RetrieverResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the adapter did, in one sentence and one table, for whoever sees all this the first time.
 */
final class Headline {
  private static final String BASE = "base";
  private static final String ADAPTER = "adapter";
  private static final int FEW = 5;
  private static final int MANY = 10;

  private final Outcome outcome;
  private final String askers;

  /**
   * @param askers whose the questions are that people asked, such as {@code developers'}
   */
  Headline(Outcome outcome, String askers) {
    this.outcome = outcome;
    this.askers = askers;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(sentence());
    outcome.questions().ifPresent(questions -> addTable(lines, questions));
    return lines;
  }

  private String sentence() {
    if (outcome.judged().isEmpty() && outcome.served().isEmpty()) {
      return "No version was evaluated; the base model is served.";
    }
    Optional<QuestionSetResult> questions = outcome.questions();
    OptionalDouble before = questions.map(set -> hitRate(set, BASE)).orElse(OptionalDouble.empty());
    OptionalDouble after =
        questions.map(set -> hitRate(set, ADAPTER)).orElse(OptionalDouble.empty());
    if (before.isEmpty() || after.isEmpty()) {
      return outcome
          .served()
          .map(
              report ->
                  "Version %d is served, but there is no question to show how good it is."
                      .formatted(report.getVersion()))
          .orElse("The base model stays, because there is no question to compare versions on.");
    }
    String finding =
        "%s, %s find the text that answers them among the first ten results"
            .formatted(QuestionWords.of(questions.get(), askers), percent(after.getAsDouble()));
    String base = percent(before.getAsDouble());
    if (outcome.isProved()) {
      return "Of %s, %s before.".formatted(finding, base);
    }
    long version = outcome.judged().get().getVersion();
    return outcome
        .served()
        .map(
            report ->
                "Version %d is served, but nothing proves it better: of %s, %s before."
                    .formatted(report.getVersion(), finding, base))
        .orElse(
            "The base model stays, because no version is proved better: of %s with version %d, %s without."
                .formatted(finding, version, base));
  }

  private void addTable(List<String> lines, QuestionSetResult questions) {
    EvaluationReport judged = outcome.judged().orElseThrow();
    TextTable table = new TextTable("search by", "hit rate@5", "hit rate@10", "MRR@10");
    names(judged.getVersion())
        .forEach(
            (retriever, name) ->
                result(questions, retriever)
                    .ifPresent(
                        figures ->
                            table.row(
                                name,
                                RetrieverTable.figure(figures, FEW, MetricsAtK::getHitRate),
                                RetrieverTable.figure(figures, MANY, MetricsAtK::getHitRate),
                                RetrieverTable.figure(figures, MANY, MetricsAtK::getMrr))));
    lines.add("");
    lines.addAll(table.lines());
    lines.add(
        "hit rate: share of the questions whose answer is among the first 5 or 10 results; MRR: mean"
            + " of 1 / rank of the answer");
  }

  private static Map<String, String> names(long version) {
    Map<String, String> names = new LinkedHashMap<>();
    names.put(BASE, "base model");
    names.put("linear", "adapter without its memory");
    names.put(ADAPTER, "adapter, version " + version);
    names.put("bm25", "keywords (BM25)");
    names.put("fusion", "adapter and BM25, fused by rank");
    names.put("weighted-fusion", "adapter and BM25, by weighted score");
    return names;
  }

  private static OptionalDouble hitRate(QuestionSetResult questions, String retriever) {
    return result(questions, retriever).stream()
        .flatMap(result -> result.getAtList().stream())
        .filter(at -> at.getK() == MANY)
        .mapToDouble(MetricsAtK::getHitRate)
        .findFirst();
  }

  private static Optional<RetrieverResult> result(QuestionSetResult questions, String retriever) {
    return questions.getRetrieversList().stream()
        .filter(each -> each.getRetriever().equals(retriever))
        .findFirst();
  }

  private static String percent(double share) {
    return Math.round(100 * share) + " %";
  }
}
