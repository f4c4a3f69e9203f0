package io.retune.cli.demo;

import io.retune.cli.flow.FlowCounts;
import io.retune.schemas.v1.EvaluationReport;
import java.util.List;

/**
 * What came of a demo.
 *
 * @param steps at least one
 * @param reports in the order of the versions
 * @param lastReason of the last dead letter; empty where there is none
 * @param askers whose the questions are that people asked, such as {@code developers'}
 */
record DemoResult(
    List<StepResult> steps, List<EvaluationReport> reports, String lastReason, String askers) {
  DemoResult {
    steps = List.copyOf(steps);
    reports = List.copyOf(reports);
  }

  /** When everything was quiet. */
  FlowCounts lastCounts() {
    return steps.get(steps.size() - 1).after();
  }
}
