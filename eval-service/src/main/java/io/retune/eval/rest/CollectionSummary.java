package io.retune.eval.rest;

import io.retune.eval.report.CollectionView;
import io.retune.schemas.v1.EvaluationReport;
import java.time.Instant;
import java.util.Optional;

/**
 * A collection at a glance.
 *
 * @param servedVersion what applications serve; 0 is the base model
 * @param latestVersion the last version evaluated; 0 where there is none
 * @param decision on that version; empty where there is none
 * @param evidence whether there was enough of it for that decision; empty where there is none
 * @param versions how many evaluated versions are known here
 * @param evaluatedAt when the last version was; absent where there is none, or no time of it
 */
public record CollectionSummary(
    String collection,
    long servedVersion,
    long latestVersion,
    String decision,
    String evidence,
    int versions,
    Optional<Instant> evaluatedAt) {
  static CollectionSummary of(String collection, CollectionView view) {
    return view.lastReport()
        .map(last -> of(collection, view, last))
        .orElseGet(
            () ->
                new CollectionSummary(
                    collection, view.servedVersion(), 0, "", "", 0, Optional.empty()));
  }

  private static CollectionSummary of(
      String collection, CollectionView view, EvaluationReport last) {
    return new CollectionSummary(
        collection,
        view.servedVersion(),
        last.getVersion(),
        last.getDecision().getKind().name(),
        last.getDecision().getEvidence().name(),
        view.size(),
        ReportTimes.createdAt(last));
  }
}
