package io.retune.eval.rest;

import io.retune.eval.report.CollectionView;
import io.retune.schemas.v1.EvaluationReport;
import java.util.List;

/**
 * A collection at a glance.
 *
 * @param servedVersion what applications serve; 0 is the base model
 * @param latestVersion the last version evaluated; 0 where there is none
 * @param decision on that version; empty where there is none
 * @param versions how many evaluated versions are known here
 */
public record CollectionSummary(
    String collection, long servedVersion, long latestVersion, String decision, int versions) {
  static CollectionSummary of(String collection, CollectionView view) {
    List<EvaluationReport> reports = view.reports();
    if (reports.isEmpty()) {
      return new CollectionSummary(collection, view.servedVersion(), 0, "", 0);
    }
    EvaluationReport last = reports.get(reports.size() - 1);
    return new CollectionSummary(
        collection,
        view.servedVersion(),
        last.getVersion(),
        last.getDecision().getKind().name(),
        reports.size());
  }
}
