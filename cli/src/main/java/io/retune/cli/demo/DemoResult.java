package io.retune.cli.demo;

import io.retune.schemas.v1.EvaluationReport;
import java.util.List;

/**
 * What came of a demo.
 *
 * @param reports in the order of the versions
 * @param lastReason of the last dead letter; empty where there is none
 */
record DemoResult(List<StepResult> steps, List<EvaluationReport> reports, String lastReason) {
  DemoResult {
    steps = List.copyOf(steps);
    reports = List.copyOf(reports);
  }
}
