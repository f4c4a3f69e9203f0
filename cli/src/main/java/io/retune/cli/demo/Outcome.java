package io.retune.cli.demo;

import io.retune.schemas.v1.Decision;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.QuestionSetResult;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is served in the end, and by which version's evaluation it is told how good that is.
 *
 * @param served empty: the base model
 * @param judged the served version; where that is a refit, which has seen its questions, the
 *     version that it was made of; where none is served, the last one that is no refit; empty where
 *     none of these was evaluated
 */
record Outcome(Optional<EvaluationReport> served, Optional<EvaluationReport> judged) {
  Outcome {
    Objects.requireNonNull(served, "served");
    Objects.requireNonNull(judged, "judged");
  }

  /**
   * The outcome of a run that began with the base model.
   *
   * @param reports in the order of the versions
   */
  static Outcome of(List<EvaluationReport> reports) {
    Optional<EvaluationReport> served =
        reports.stream()
            .filter(report -> report.getDecision().getReleased())
            .reduce((earlier, later) -> later)
            .filter(last -> last.getDecision().getKind() != Decision.Kind.REVERT_TO_BASE);
    return new Outcome(
        served, served.isPresent() ? judged(served.get(), reports) : lastNoRefit(reports));
  }

  /** Whether the served version was proved better than the base model. */
  boolean isProved() {
    return served
        .map(report -> report.getDecision().getKind())
        .map(kind -> kind == Decision.Kind.PROMOTE || kind == Decision.Kind.FOLLOW)
        .orElse(false);
  }

  /**
   * The questions that the decision on the judged version stands on; empty where there are none.
   */
  Optional<QuestionSetResult> questions() {
    return judged.flatMap(report -> report.getResultsList().stream().findFirst());
  }

  private static Optional<EvaluationReport> judged(
      EvaluationReport served, List<EvaluationReport> reports) {
    long refitOf = served.getLineage().getRefitOfVersion();
    return refitOf == 0
        ? Optional.of(served)
        : reports.stream().filter(report -> report.getVersion() == refitOf).findFirst();
  }

  private static Optional<EvaluationReport> lastNoRefit(List<EvaluationReport> reports) {
    return reports.stream()
        .filter(report -> report.getLineage().getRefitOfVersion() == 0)
        .reduce((earlier, later) -> later);
  }
}
