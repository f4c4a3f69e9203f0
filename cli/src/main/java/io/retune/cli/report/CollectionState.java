package io.retune.cli.report;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
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
   * By name.
   *
   * @param served the version that each collection serves; the base model where it has none
   */
  static List<CollectionState> of(Collection<DecidedVersion> versions, Map<String, Long> served) {
    Map<String, List<DecidedVersion>> byCollection =
        versions.stream()
            .collect(
                Collectors.groupingBy(
                    DecidedVersion::collection, TreeMap::new, Collectors.toList()));
    return byCollection.entrySet().stream()
        .map(entry -> of(entry.getValue(), served.getOrDefault(entry.getKey(), 0L)))
        .toList();
  }

  private static CollectionState of(List<DecidedVersion> versions, long served) {
    DecidedVersion last =
        Collections.max(versions, Comparator.comparingLong(DecidedVersion::version));
    return new CollectionState(
        last.collection(), versions.size(), last.version(), served, last.decision(), last.reason());
  }
}
