package io.retune.cli.demo;

import io.retune.schemas.v1.Decision;
import io.retune.schemas.v1.EvaluationReport;
import java.util.ArrayList;
import java.util.List;

/** What the gate decided on each version, in words. */
final class GateDecisions {
  private final List<EvaluationReport> reports;

  /**
   * @param reports in the order of the versions
   */
  GateDecisions(List<EvaluationReport> reports) {
    this.reports = List.copyOf(reports);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (EvaluationReport report : reports) {
      lines.add(
          "version %d, %s: %s"
              .formatted(
                  report.getVersion(),
                  inWords(report.getDecision()),
                  report.getDecision().getReason()));
      if (report.getLineage().getRefitOfVersion() > 0) {
        lines.add("  " + explanation(report));
      }
    }
    return lines;
  }

  private static String inWords(Decision decision) {
    return switch (decision.getKind()) {
      case PROMOTE -> "promoted";
      case FOLLOW -> "follows";
      case KEEP_CHAMPION -> "not promoted";
      case UNDECIDED -> decision.getReleased() ? "served without proof" : "undecided";
      case REVERT_TO_BASE -> decision.getReleased() ? "back to the base model" : "not promoted";
      case FORGET -> "made the one before it go, which learned from a forgotten document";
      case KIND_UNSPECIFIED, UNRECOGNIZED -> "no decision";
    };
  }

  /** A refit looks like a mistake to whoever does not know of it: one training, two versions. */
  private String explanation(EvaluationReport refit) {
    long judged = refit.getLineage().getRefitOfVersion();
    boolean proved =
        reports.stream()
            .filter(report -> report.getVersion() == judged)
            .anyMatch(report -> report.getDecision().getKind() == Decision.Kind.PROMOTE);
    return ("After version %d %s, it was trained once more on all nodes, those of its evaluation"
            + " among them; so its own figures on these questions prove nothing: they are the"
            + " table of seen questions.")
        .formatted(judged, proved ? "was proved better" : "was released");
  }
}
