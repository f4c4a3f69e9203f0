package io.retune.eval.report;

import io.retune.schemas.InstantCodec;
import io.retune.schemas.LearnedDocuments;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.EvaluationReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The latest reports and releases of one collection, in bounded memory and without weights.
 * Thread-safe.
 */
public final class CollectionView {
  /** Questions won and lost are kept of the last versions only: they take as much as all else. */
  private static final int WITH_CHANGES = 20;

  private final int maxReports;
  private final int maxReleases;
  private final TreeMap<Long, EvaluationReport> reports = new TreeMap<>();
  private final TreeMap<Long, AdapterRelease> releases = new TreeMap<>();
  private long revision;

  CollectionView(int maxReports, int maxReleases) {
    this.maxReports = maxReports;
    this.maxReleases = maxReleases;
  }

  /** Takes a report; a later one of the same version replaces it. */
  synchronized void add(EvaluationReport report) {
    EvaluationReport.Builder slim = report.toBuilder();
    LearnedDocuments.replaceIds(slim.getLineageBuilder());
    reports.put(report.getVersion(), slim.build());
    reports.descendingMap().entrySet().stream()
        .skip(WITH_CHANGES)
        .limit(1)
        .forEach(older -> older.setValue(withoutChanges(older.getValue())));
    revision++;
    if (reports.size() > maxReports) {
      reports.pollFirstEntry();
    }
  }

  synchronized void removeReport(long version) {
    reports.remove(version);
    revision++;
  }

  /**
   * Takes a release.
   *
   * @param offset its place in the topic
   */
  synchronized void add(long offset, AdapterRelease release) {
    releases.put(offset, withoutWeights(release));
    revision++;
    if (releases.size() > maxReleases) {
      releases.pollFirstEntry();
    }
  }

  /** Grows with each report and each release. It begins anew with the process. */
  public synchronized long revision() {
    return revision;
  }

  /** How many reports there are. */
  public synchronized int size() {
    return reports.size();
  }

  /** The report of the highest version. */
  public synchronized Optional<EvaluationReport> lastReport() {
    return Optional.ofNullable(reports.lastEntry()).map(Map.Entry::getValue);
  }

  /**
   * The last reports before a version, the oldest first.
   *
   * @param before from 1
   * @param limit how many at most
   */
  public synchronized List<EvaluationReport> reportsBefore(long before, int limit) {
    List<EvaluationReport> last =
        reports.headMap(before, false).descendingMap().values().stream()
            .limit(limit)
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.reverse(last);
    return List.copyOf(last);
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

  /** When the adapter that is served was trained; empty where that is the base model. */
  public synchronized Optional<Instant> servedTrainedAt() {
    return Optional.ofNullable(releases.lastEntry())
        .map(last -> last.getValue().getCheckpoint())
        .filter(AdapterCheckpoint::hasCreatedAt)
        .map(served -> InstantCodec.decode(served.getCreatedAt()));
  }

  private static EvaluationReport withoutChanges(EvaluationReport report) {
    EvaluationReport.Builder slim = report.toBuilder();
    slim.getResultsBuilderList().forEach(result -> result.clearChanges());
    return slim.build();
  }

  private static AdapterRelease withoutWeights(AdapterRelease release) {
    AdapterRelease.Builder slim = release.toBuilder().clearCheckpoint();
    if (release.getCheckpoint().hasCreatedAt()) {
      slim.getCheckpointBuilder().setCreatedAt(release.getCheckpoint().getCreatedAt());
    }
    return slim.build();
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
