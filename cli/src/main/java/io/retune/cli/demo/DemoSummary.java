package io.retune.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retune.cli.flow.FlowCounts;
import io.retune.cli.flow.Stage;
import io.retune.cli.output.TextTable;
import io.retune.cli.report.ReportJson;
import io.retune.cli.report.RetrieverTable;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.QuestionSetResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a demo says at its end. */
final class DemoSummary {
  private final DemoResult result;
  private final Duration stackStart;
  private final Duration took;

  /**
   * @param stackStart how long the stack took to be up
   * @param took all of it
   */
  DemoSummary(DemoResult result, Duration stackStart, Duration took) {
    this.result = result;
    this.stackStart = stackStart;
    this.took = took;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.addAll(counts().lines());
    lines.add("");
    lines.addAll(seconds().lines());
    lines.add("");
    for (String questionSet : questionSets()) {
      lines.add(heading(questionSet));
      lines.addAll(RetrieverTable.of(result.reports(), questionSet).lines());
      lines.add("");
    }
    for (EvaluationReport report : result.reports()) {
      lines.add(
          "version %d: %s. %s"
              .formatted(
                  report.getVersion(),
                  report.getDecision().getKind(),
                  report.getDecision().getReason()));
    }
    FlowCounts last = lastCounts();
    lines.add(
        last.allDeadLetters() == 0
            ? "no dead letters"
            : last.allDeadLetters()
                + " dead letters "
                + last.deadLetters()
                + ", the last one: "
                + result.lastReason());
    lines.add(
        String.format(
            Locale.ROOT,
            "done in %.1f s, %.1f s of it to start",
            seconds(took),
            seconds(stackStart)));
    return lines;
  }

  ObjectNode json() {
    ObjectNode summary = new ObjectMapper().createObjectNode();
    ArrayNode steps = summary.putArray("steps");
    for (StepResult step : result.steps()) {
      FlowCounts before = step.before();
      FlowCounts after = step.after();
      ObjectNode object =
          steps
              .addObject()
              .put("name", step.name())
              .put("documents", step.documents())
              .put("removed", step.removed())
              .put("nodes_made", after.nodesMade() - before.nodesMade())
              .put("nodes_gone", after.nodesGone() - before.nodesGone())
              .put("nodes_asked", after.nodesAsked() - before.nodesAsked())
              .put("nodes_embedded", after.nodesEmbedded() - before.nodesEmbedded())
              .put("nodes", after.nodes())
              .put("questions", after.questions())
              .put("versions", after.versions() - before.versions())
              .put("seconds", seconds(step.took()));
      ObjectNode stages = object.putObject("stage_seconds");
      step.stages().forEach((stage, duration) -> stages.put(stage.toString(), seconds(duration)));
    }
    ArrayNode versions = summary.putArray("versions");
    result.reports().forEach(report -> versions.add(ReportJson.of(report)));
    summary.put("dead_letters", lastCounts().allDeadLetters());
    summary.put("stack_start_seconds", seconds(stackStart));
    summary.put("seconds", seconds(took));
    return summary;
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
          seconds(step, Stage.ASK),
          seconds(step, Stage.EMBED),
          seconds(step, Stage.TRAIN),
          seconds(step, Stage.EVALUATE));
    }
    return table;
  }

  private List<String> questionSets() {
    return result.reports().stream()
        .flatMap(report -> report.getResultsList().stream())
        .map(QuestionSetResult::getQuestionSet)
        .distinct()
        .toList();
  }

  /** Of the last version, for its questions are all there are. */
  private String heading(String questionSet) {
    return result.reports().stream()
        .flatMap(report -> report.getResultsList().stream())
        .filter(set -> set.getQuestionSet().equals(questionSet))
        .reduce((earlier, later) -> later)
        .map(RetrieverTable::heading)
        .orElse(questionSet);
  }

  private FlowCounts lastCounts() {
    return result.steps().get(result.steps().size() - 1).after();
  }

  private static String seconds(StepResult step, Stage stage) {
    return String.format(Locale.ROOT, "%.1f", seconds(step.stages().get(stage)));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
