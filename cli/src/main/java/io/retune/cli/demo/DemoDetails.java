package io.retune.cli.demo;

import io.retune.cli.flow.FlowCounts;
import io.retune.cli.flow.Stage;
import io.retune.cli.output.Count;
import io.retune.cli.output.TextTable;
import io.retune.cli.report.QuestionWords;
import io.retune.cli.report.RetrieverTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All figures of a demo: what came through, how long it took, every retriever of every version. */
final class DemoDetails {
  private final DemoResult result;

  DemoDetails(DemoResult result) {
    this.result = result;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(counts().lines());
    lines.add("");
    lines.addAll(seconds().lines());
    lines.add("");
    for (String questionSet : questionSets()) {
      lines.add(heading(questionSet));
      lines.addAll(RetrieverTable.of(result.reports(), questionSet).lines());
      lines.add("");
    }
    FlowCounts last = result.lastCounts();
    lines.add(
        last.allDeadLetters() == 0
            ? "no dead letters"
            : Count.of(last.allDeadLetters(), "dead letter")
                + " "
                + last.deadLetters()
                + ", the last one: "
                + result.lastReason());
    return lines;
  }

  private TextTable counts() {
    TextTable table =
        new TextTable(
            "feed",
            "documents",
            "removed",
            "nodes made",
            "nodes gone",
            "asked",
            "embedded",
            "nodes",
            "questions",
            "versions");
    for (StepResult step : result.steps()) {
      FlowCounts before = step.before();
      FlowCounts after = step.after();
      table.row(
          step.name(),
          step.documents(),
          step.removed(),
          after.nodesMade() - before.nodesMade(),
          after.nodesGone() - before.nodesGone(),
          after.nodesAsked() - before.nodesAsked(),
          after.nodesEmbedded() - before.nodesEmbedded(),
          after.nodes(),
          after.questions(),
          after.versions() - before.versions());
    }
    return table;
  }

  private TextTable seconds() {
    TextTable table =
        new TextTable("seconds until the last", "node", "question", "vector", "version", "report");
    for (StepResult step : result.steps()) {
      table.row(
          step.name(),
          seconds(step, Stage.INGEST),
          seconds(step, Stage.QA_GEN),
          seconds(step, Stage.EMBED),
          seconds(step, Stage.TRAIN),
          seconds(step, Stage.EVAL));
    }
    return table;
  }

  private List<String> questionSets() {
    return result.reports().stream()
        .flatMap(report -> report.getResultsList().stream())
        .map(QuestionWords::set)
        .distinct()
        .toList();
  }

  /** Of the last version, because the questions that are there at the end are all of them. */
  private String heading(String questionSet) {
    return result.reports().stream()
        .flatMap(report -> report.getResultsList().stream())
        .filter(set -> QuestionWords.set(set).equals(questionSet))
        .reduce((earlier, later) -> later)
        .map(RetrieverTable::heading)
        .orElse(questionSet);
  }

  private static String seconds(StepResult step, Stage stage) {
    Duration duration = step.stages().get(stage);
    return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
  }
}
