package io.retune.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retune.cli.flow.FlowCounts;
import io.retune.schemas.json.ContractJson;
import io.retune.schemas.json.VersionJson;
import io.retune.schemas.v1.EvaluationReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a demo says at its end: first what it shows, then all figures. */
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
    lines.addAll(new Headline(Outcome.of(result.reports()), result.askers()).lines());
    lines.add("");
    if (!result.reports().isEmpty()) {
      lines.add("what the gate decided");
      lines.addAll(new GateDecisions(result.reports()).lines());
      lines.add("");
    }
    lines.add("details");
    lines.addAll(new DemoDetails(result).lines());
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
    summary.set("versions", versions());
    summary.put("dead_letters", result.lastCounts().allDeadLetters());
    summary.put("stack_start_seconds", seconds(stackStart));
    summary.put("seconds", seconds(took));
    return summary;
  }

  private ArrayNode versions() {
    long served =
        Outcome.of(result.reports()).served().map(EvaluationReport::getVersion).orElse(0L);
    return ContractJson.mapper()
        .valueToTree(
            result.reports().stream().map(report -> VersionJson.of(report, served)).toList());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
