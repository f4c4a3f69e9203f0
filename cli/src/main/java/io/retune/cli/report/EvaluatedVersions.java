package io.retune.cli.report;

import io.retune.cli.cluster.Cluster;
import io.retune.cli.cluster.TopicScan;
import io.retune.cli.output.Progress;
import io.retune.schemas.EntryKey;
import io.retune.schemas.LearnedDocuments;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.EvaluationReport;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what was evaluated and released. */
public final class EvaluatedVersions {
  private final TopicScan scan;

  /**
   * @param progress shown how far each reading is
   */
  public EvaluatedVersions(Cluster cluster, Progress progress) {
    this.scan = new TopicScan(cluster, progress);
  }

  /** Of all collections, the versions of each in their order. */
  public List<EvaluationReport> reports() {
    return scan.latest(Topics.EVALUATION_REPORTS, key -> true).values().stream()
        .sorted(
            Comparator.comparing(EvaluationReport::getCollection)
                .thenComparing(EvaluationReport::getVersion))
        .toList();
  }

  /** The numbers of a collection's versions that may have learned from a document, in order. */
  public List<Long> versionsWith(String collection, String documentId) {
    return scan
        .latest(
            Topics.EVALUATION_REPORTS,
            key -> key.startsWith(EntryKey.prefix(collection)),
            report ->
                LearnedDocuments.contains(report.getLineage(), documentId).orElse(true)
                    ? OptionalLong.of(report.getVersion())
                    : OptionalLong.empty())
        .values()
        .stream()
        .flatMapToLong(OptionalLong::stream)
        .sorted()
        .boxed()
        .toList();
  }

  /** How far each collection is that has a version, by name. */
  public List<CollectionState> collections() {
    return CollectionState.of(
        scan.latest(Topics.EVALUATION_REPORTS, key -> true, DecidedVersion::of).values(),
        servedVersions());
  }

  /** What applications serve; empty where nothing was ever released. */
  public Optional<AdapterRelease> release(String collection) {
    return Optional.ofNullable(
        scan.latest(Topics.ADAPTER_RELEASES, collection::equals).get(collection));
  }

  /** The version that each collection serves which ever released one, 0 for the base model. */
  public Map<String, Long> servedVersions() {
    return scan.latest(Topics.ADAPTER_RELEASES, key -> true, AdapterRelease::getVersion);
  }
}
