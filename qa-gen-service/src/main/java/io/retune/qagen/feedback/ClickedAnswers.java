package io.retune.qagen.feedback;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds answers in what users did: a node is one to a question where it was clicked more often than
 * the ranks that it was shown at explain, over all searches for the question, or where users said
 * so. What stands first is clicked because it stands first; so clicks alone would teach a ranking
 * what it already does.
 *
 * <p>A pure function: the same feedback, in any order, gives the same answers. A search counts once
 * for a node, however often it was clicked there; feedback on what was not shown, and on searches
 * that are not known, counts for nothing. Questions are the same where they differ in case and
 * white space alone; they are written as most searches wrote them.
 */
public final class ClickedAnswers {
  private ClickedAnswers() {}

  /**
   * The evidence of each question and node that users reacted to, ordered by question and node.
   *
   * @param feedback of one collection
   */
  public static List<PairEvidence> evidence(Collection<? extends Feedback> feedback) {
    Map<String, Ranking> rankings = new LinkedHashMap<>();
    Map<String, Set<String>> clicks = new HashMap<>();
    for (Feedback each : feedback) {
      if (each instanceof Ranking ranking) {
        rankings.put(ranking.queryId(), ranking);
      }
    }
    Map<Pair, Counts> pairs = new HashMap<>();
    for (Feedback each : feedback) {
      if (each instanceof Reaction reaction) {
        Ranking ranking = rankings.get(reaction.queryId());
        if (ranking != null && ranking.rank(reaction.node()) > 0) {
          if (reaction.kind() == Reaction.Kind.CLICK) {
            clicks
                .computeIfAbsent(reaction.queryId(), first -> new HashSet<>())
                .add(reaction.node());
          }
          pairs
              .computeIfAbsent(Pair.of(ranking, reaction.node()), first -> new Counts())
              .add(reaction);
        }
      }
    }
    RankRates rates = RankRates.of(rankings.values(), clicks);
    for (Ranking ranking : rankings.values()) {
      Set<String> clicked = clicks.getOrDefault(ranking.queryId(), Set.of());
      for (int rank = 1; rank <= ranking.hits().size(); rank++) {
        String node = ranking.hits().get(rank - 1);
        Counts counts = pairs.get(Pair.of(ranking, node));
        if (counts != null) {
          counts.show(ranking, rates.at(rank), clicked.contains(node));
        }
      }
    }
    return pairs.entrySet().stream()
        .sorted(
            Map.Entry.comparingByKey(
                Comparator.comparing(Pair::question).thenComparing(Pair::node)))
        .map(entry -> entry.getValue().of(entry.getKey()))
        .toList();
  }

  /** Those of the evidence that are answers. */
  public static List<PairEvidence> of(Collection<? extends Feedback> feedback, AnswerRule rule) {
    Objects.requireNonNull(rule, "rule");
    return evidence(feedback).stream().filter(rule::isAnswer).toList();
  }

  /** A question, as it is compared, and a node. */
  private record Pair(String question, String node) {
    static Pair of(Ranking ranking, String node) {
      return new Pair(
          ranking.text().strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT), node);
    }
  }

  /** Adds up what is known of a pair. */
  private static final class Counts {
    private final Set<String> people = new HashSet<>();
    private final Set<String> up = new HashSet<>();
    private final Set<String> down = new HashSet<>();
    private final SortedMap<Integer, Integer> clicksByVersion = new TreeMap<>();
    private final SortedMap<String, Integer> texts = new TreeMap<>();
    private int shown;
    private int clicks;
    private double expected;

    void add(Reaction reaction) {
      Set<String> clients =
          switch (reaction.kind()) {
            case CLICK -> people;
            case THUMB_UP -> up;
            case THUMB_DOWN -> down;
          };
      clients.add(reaction.client());
    }

    void show(Ranking ranking, double rate, boolean isClicked) {
      texts.merge(ranking.text(), 1, Integer::sum);
      shown++;
      expected += rate;
      if (isClicked) {
        clicks++;
        clicksByVersion.merge(ranking.version().orElse(-1), 1, Integer::sum);
      }
    }

    /** As most searches wrote it; of several, the first by the alphabet. */
    private String question() {
      int most = Collections.max(texts.values());
      return texts.entrySet().stream()
          .filter(text -> text.getValue() == most)
          .findFirst()
          .orElseThrow()
          .getKey();
    }

    PairEvidence of(Pair pair) {
      return new PairEvidence(
          question(),
          pair.node(),
          shown,
          clicks,
          expected,
          people.size(),
          up.size(),
          down.size(),
          clicksByVersion);
    }
  }
}
