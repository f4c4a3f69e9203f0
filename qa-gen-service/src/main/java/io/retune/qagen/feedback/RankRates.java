package io.retune.qagen.feedback;

import java.util.Map;
import java.util.Set;

/**
 * How often a hit is clicked for no other reason than its rank: clicks at a rank over the times
 * that something was shown there, over all searches. A rank that was seldom shown is drawn to the
 * mean of all. Immutable.
 */
final class RankRates {
  /** As many showings at the mean rate are added to each rank. */
  private static final double ADDED = 10;

  private final double[] rates;
  private final double mean;

  private RankRates(double[] rates, double mean) {
    this.rates = rates;
    this.mean = mean;
  }

  /**
   * Of these searches.
   *
   * @param clicks the nodes that were clicked, by the id of the search
   */
  static RankRates of(Iterable<Ranking> rankings, Map<String, Set<String>> clicks) {
    int ranks = 0;
    for (Ranking ranking : rankings) {
      ranks = Math.max(ranks, ranking.hits().size());
    }
    double[] shown = new double[ranks];
    double[] clicked = new double[ranks];
    double allShown = 0;
    double allClicked = 0;
    for (Ranking ranking : rankings) {
      Set<String> ofRanking = clicks.getOrDefault(ranking.queryId(), Set.of());
      for (int i = 0; i < ranking.hits().size(); i++) {
        shown[i]++;
        allShown++;
        if (ofRanking.contains(ranking.hits().get(i))) {
          clicked[i]++;
          allClicked++;
        }
      }
    }
    double mean = allShown == 0 ? 0 : allClicked / allShown;
    double[] rates = new double[ranks];
    for (int i = 0; i < ranks; i++) {
      rates[i] = (clicked[i] + ADDED * mean) / (shown[i] + ADDED);
    }
    return new RankRates(rates, mean);
  }

  /**
   * The share of showings at a rank that are clicked.
   *
   * @param rank from 1
   */
  double at(int rank) {
    return rank <= rates.length ? rates[rank - 1] : mean;
  }
}
