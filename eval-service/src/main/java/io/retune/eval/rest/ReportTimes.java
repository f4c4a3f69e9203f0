package io.retune.eval.rest;

import io.retune.schemas.InstantCodec;
import io.retune.schemas.v1.EvaluationReport;
import java.time.Instant;
import java.util.Optional;

/** When reports were made. */
final class ReportTimes {
  private ReportTimes() {}

  /** Empty where the record does not say. */
  static Optional<Instant> createdAt(EvaluationReport report) {
    return report.hasCreatedAt()
        ? Optional.of(InstantCodec.decode(report.getCreatedAt()))
        : Optional.empty();
  }
}
