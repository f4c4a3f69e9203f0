package io.retune.cli.report;

import io.retune.cli.cluster.Cluster;
import io.retune.cli.cluster.TopicScan;
import io.retune.schemas.EntryKey;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.EvaluationReport;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads what was evaluated and released. */
public final class EvaluatedVersions {
  private final TopicScan scan;

  public EvaluatedVersions(Cluster cluster) {
    this.scan = new TopicScan(cluster);
  }

  /** Of all collections, the versions of each in their order. */
  public List<EvaluationReport> reports() {
    return scan.latest(Topics.EVALUATION_REPORTS, key -> true).values().stream()
        .sorted(
            Comparator.comparing(EvaluationReport::getCollection)
                .thenComparing(EvaluationReport::getVersion))
        .toList();
  }

  public List<EvaluationReport> reports(String collection) {
    return scan
        .latest(Topics.EVALUATION_REPORTS, key -> key.startsWith(EntryKey.prefix(collection)))
        .values()
        .stream()
        .sorted(Comparator.comparing(EvaluationReport::getVersion))
        .toList();
  }

  /** What applications serve; empty where nothing was ever released. */
  public Optional<AdapterRelease> release(String collection) {
    return Optional.ofNullable(
        scan.latest(Topics.ADAPTER_RELEASES, collection::equals).get(collection));
  }

  /** The releases of all collections, by name. */
  public List<AdapterRelease> releases() {
    return List.copyOf(scan.latest(Topics.ADAPTER_RELEASES, key -> true).values());
  }
}
