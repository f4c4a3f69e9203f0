package io.retune.cli.report;

import io.retune.schemas.v1.EvaluationReport;

/**
 * What was decided on a version; a small part of its report.
 *
 * @param decision its kind, such as {@code PROMOTE}
 */
record DecidedVersion(String collection, long version, String decision, String reason) {
  static DecidedVersion of(EvaluationReport report) {
    return new DecidedVersion(
        report.getCollection(),
        report.getVersion(),
        report.getDecision().getKind().name(),
        report.getDecision().getReason());
  }
}
