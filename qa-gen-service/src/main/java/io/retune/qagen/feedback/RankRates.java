package io.retune.qagen.feedback;

import java.util.Arrays;
import java.util.Set;

/**
 * How often a hit is clicked for no other reason than its rank: clicks at a rank over the times
 * that something was shown there, over all searches. A rank that was seldom shown is drawn to the
 * mean of all. Not thread-safe while it is filled.
 */
final class RankRates {
  /** As many showings at the mean rate are added to each rank. */
  private static final double ADDED = 10;

  private long[] shown = new long[0];
  private long[] clicked = new long[0];
  private long allShown;
  private long allClicked;

  /** Counts a search. */
  void add(Search search) {
    Set<String> ofSearch = search.clicked();
    int ranks = search.ranking().hits().size();
    if (ranks > shown.length) {
      shown = Arrays.copyOf(shown, ranks);
      clicked = Arrays.copyOf(clicked, ranks);
    }
    for (int i = 0; i < ranks; i++) {
      shown[i]++;
      allShown++;
      if (ofSearch.contains(search.ranking().hits().get(i))) {
        clicked[i]++;
        allClicked++;
      }
    }
  }

  /**
   * The share of showings at a rank that are clicked.
   *
   * @param rank from 1
   */
  double at(int rank) {
    double mean = allShown == 0 ? 0 : (double) allClicked / allShown;
    return rank <= shown.length
        ? (clicked[rank - 1] + ADDED * mean) / (shown[rank - 1] + ADDED)
        : mean;
  }
}
