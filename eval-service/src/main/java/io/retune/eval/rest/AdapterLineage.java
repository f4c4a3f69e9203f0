package io.retune.eval.rest;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.retune.eval.report.ReportEntry;
import io.retune.eval.report.ReportJson;
import java.util.List;

/**
 * A version and what it learned from.
 *
 * @param served whether applications serve it now
 */
@JsonNaming(SnakeCaseStrategy.class)
public record AdapterLineage(boolean served, ReportJson report, List<String> documents) {
  static AdapterLineage of(ReportEntry entry, long servedVersion) {
    return new AdapterLineage(
        entry.report().getVersion() == servedVersion,
        ReportJson.of(entry.report()),
        entry.documentIds());
  }
}
