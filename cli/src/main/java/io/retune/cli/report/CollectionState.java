package io.retune.cli.report;

import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.EvaluationReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How far a collection is.
 *
 * @param versions that were evaluated
 * @param servedVersion 0 for the base model
 * @param decision on the latest version
 * @param reason of that decision
 */
public record CollectionState(
    String collection,
    int versions,
    long latestVersion,
    long servedVersion,
    String decision,
    String reason) {

  /**
   * @param reports the versions of each collection in their order
   */
  public static List<CollectionState> of(
      List<EvaluationReport> reports, List<AdapterRelease> releases) {
    Map<String, Long> served =
        releases.stream()
            .collect(Collectors.toMap(AdapterRelease::getCollection, AdapterRelease::getVersion));
    Map<String, List<EvaluationReport>> byCollection =
        reports.stream()
            .collect(
                Collectors.groupingBy(
                    EvaluationReport::getCollection, TreeMap::new, Collectors.toList()));
    return byCollection.entrySet().stream()
        .map(
            entry -> {
              List<EvaluationReport> versions = entry.getValue();
              EvaluationReport last = versions.get(versions.size() - 1);
              return new CollectionState(
                  entry.getKey(),
                  versions.size(),
                  last.getVersion(),
                  served.getOrDefault(entry.getKey(), 0L),
                  last.getDecision().getKind().name(),
                  last.getDecision().getReason());
            })
        .toList();
  }
}
