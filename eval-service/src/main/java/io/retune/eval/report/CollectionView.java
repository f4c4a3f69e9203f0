package io.retune.eval.report;

import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.EvaluationReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The latest reports and releases of one collection, in bounded memory and without weights.
 * Thread-safe.
 */
public final class CollectionView {
  private final int maxReports;
  private final int maxReleases;
  private final TreeMap<Long, ReportEntry> reports = new TreeMap<>();
  private final TreeMap<Long, AdapterRelease> releases = new TreeMap<>();
  private final Map<String, String> documentIds = new HashMap<>();

  CollectionView(int maxReports, int maxReleases) {
    this.maxReports = maxReports;
    this.maxReleases = maxReleases;
  }

  /** Takes a report; a later one of the same version replaces it. */
  synchronized void add(EvaluationReport report) {
    List<String> shared =
        report.getLineage().getDocumentIdsList().stream()
            .map(id -> documentIds.computeIfAbsent(id, first -> first))
            .toList();
    EvaluationReport.Builder slim = report.toBuilder();
    slim.getLineageBuilder().clearDocumentIds();
    reports.put(report.getVersion(), new ReportEntry(slim.build(), shared));
    if (reports.size() > maxReports) {
      reports.pollFirstEntry();
      forgetUnusedDocumentIds();
    }
  }

  synchronized void removeReport(long version) {
    reports.remove(version);
    forgetUnusedDocumentIds();
  }

  /**
   * Takes a release.
   *
   * @param offset its place in the topic
   */
  synchronized void add(long offset, AdapterRelease release) {
    releases.put(offset, release.toBuilder().clearCheckpoint().build());
    if (releases.size() > maxReleases) {
      releases.pollFirstEntry();
    }
  }

  /** By version, the oldest first. */
  public synchronized List<ReportEntry> reports() {
    return List.copyOf(reports.values());
  }

  public synchronized Optional<ReportEntry> report(long version) {
    return Optional.ofNullable(reports.get(version));
  }

  /** The oldest first, without weights. */
  public synchronized List<AdapterRelease> releases() {
    return List.copyOf(releases.values());
  }

  /** What is served; 0 is the base model. */
  public synchronized long servedVersion() {
    return releases.isEmpty() ? 0 : releases.lastEntry().getValue().getVersion();
  }

  /** The versions that learned from a document, the oldest first. */
  public synchronized List<Long> versionsWith(String documentId) {
    return reports.values().stream()
        .filter(entry -> entry.documentIds().contains(documentId))
        .map(entry -> entry.report().getVersion())
        .toList();
  }

  private void forgetUnusedDocumentIds() {
    documentIds
        .keySet()
        .retainAll(
            reports.values().stream()
                .flatMap(entry -> entry.documentIds().stream())
                .collect(Collectors.toSet()));
  }
}
