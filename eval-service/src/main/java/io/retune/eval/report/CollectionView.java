package io.retune.eval.report;

import io.retune.schemas.LearnedDocuments;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.EvaluationReport;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The latest reports and releases of one collection, in bounded memory and without weights.
 * Thread-safe.
 */
public final class CollectionView {
  private final int maxReports;
  private final int maxReleases;
  private final TreeMap<Long, EvaluationReport> reports = new TreeMap<>();
  private final TreeMap<Long, AdapterRelease> releases = new TreeMap<>();

  CollectionView(int maxReports, int maxReleases) {
    this.maxReports = maxReports;
    this.maxReleases = maxReleases;
  }

  /** Takes a report; a later one of the same version replaces it. */
  synchronized void add(EvaluationReport report) {
    EvaluationReport.Builder slim = report.toBuilder();
    LearnedDocuments.replaceIds(slim.getLineageBuilder());
    reports.put(report.getVersion(), slim.build());
    if (reports.size() > maxReports) {
      reports.pollFirstEntry();
    }
  }

  synchronized void removeReport(long version) {
    reports.remove(version);
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
  public synchronized List<EvaluationReport> reports() {
    return List.copyOf(reports.values());
  }

  public synchronized Optional<EvaluationReport> report(long version) {
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
  public List<Long> versionsWith(String documentId) {
    return versions(report -> learnedFrom(report, documentId).orElse(false));
  }

  /** Versions of so many documents that their reports do not tell, the oldest first. */
  public List<Long> versionsThatDoNotTell(String documentId) {
    return versions(report -> learnedFrom(report, documentId).isEmpty());
  }

  private synchronized List<Long> versions(Predicate<EvaluationReport> chosen) {
    return reports.values().stream().filter(chosen).map(EvaluationReport::getVersion).toList();
  }

  private static Optional<Boolean> learnedFrom(EvaluationReport report, String documentId) {
    return LearnedDocuments.contains(report.getLineage(), documentId);
  }
}
