package io.retune.qagen.feedback;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up how users clicked, by the version that ranked. Not thread-safe. */
final class VersionTally {
  private static final class Counts {
    private int searches;
    private int clicked;
    private double reciprocalRanks;
  }

  private final Map<Integer, Counts> byVersion = new TreeMap<>();

  void add(Search search) {
    Counts counts =
        byVersion.computeIfAbsent(
            search.ranking().version().orElse(VersionClicks.UNKNOWN), first -> new Counts());
    counts.searches++;
    search.clicked().stream()
        .mapToInt(search.ranking()::rank)
        .min()
        .ifPresent(
            rank -> {
              counts.clicked++;
              counts.reciprocalRanks += 1.0 / rank;
            });
  }

  List<VersionClicks> clicks() {
    return byVersion.entrySet().stream()
        .map(
            each -> {
              Counts counts = each.getValue();
              double mrr = counts.clicked == 0 ? 0 : counts.reciprocalRanks / counts.clicked;
              return new VersionClicks(each.getKey(), counts.searches, counts.clicked, mrr);
            })
        .toList();
  }
}
