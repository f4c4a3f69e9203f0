package io.retune.eval.report;

import io.retune.schemas.v1.EvaluationReport;
import java.util.List;
import java.util.Objects;

/**
 * A report in memory.
 *
 * @param report without the document ids of its lineage
 * @param documentIds what the version learned from; equal ids are one object throughout a
 *     collection because most versions learned from nearly the same documents
 */
public record ReportEntry(EvaluationReport report, List<String> documentIds) {
  public ReportEntry {
    Objects.requireNonNull(report, "report");
    documentIds = List.copyOf(documentIds);
  }
}
