package io.retune.qagen.feedback;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
 * <p>The same searches, in any order, give the same answers. A search counts once for a node,
 * however often it was clicked there; reactions to what was not shown count for nothing. Questions
 * are the same where they differ in case and white space alone; they are written as most searches
 * wrote them.
 *
 * <p>Memory: the questions, and the questions and nodes that users reacted to, up to {@link
 * #MAX_PAIRS}; the searches are read twice. Not thread-safe.
 */
public final class ClickedAnswers {
  /** Questions with a node that are looked at; what comes after them is left out. */
  static final int MAX_PAIRS = 100_000;

  private final RankRates rates = new RankRates();
  private final VersionTally versions = new VersionTally();

  /** By the form of the question, then by node. */
  private final SortedMap<String, SortedMap<String, Counts>> pairs = new TreeMap<>();

  /** Nodes that were shown for a question: the most of one search, by the form of the question. */
  private final Map<String, Integer> shown = new HashMap<>();

  private int pairCount;

  private ClickedAnswers(Searches searches) {
    searches.each(this::collect);
    searches.each(this::show);
  }

  /** What the searches of one collection show. */
  public static FoundAnswers of(Searches searches, AnswerRule rule) {
    Objects.requireNonNull(rule, "rule");
    ClickedAnswers read = new ClickedAnswers(searches);
    long shown = read.shown.values().stream().mapToLong(Integer::longValue).sum();
    return new FoundAnswers(rule.answers(read.evidence(), shown), read.versions.clicks());
  }

  /** The evidence of each question and node that users reacted to, ordered by question and node. */
  static List<PairEvidence> evidence(Searches searches) {
    return new ClickedAnswers(searches).evidence();
  }

  private List<PairEvidence> evidence() {
    return pairs.values().stream()
        .flatMap(nodes -> nodes.entrySet().stream())
        .map(pair -> pair.getValue().of(pair.getKey()))
        .toList();
  }

  private void collect(Search search) {
    rates.add(search);
    versions.add(search);
    Ranking ranking = search.ranking();
    String form = QuestionForm.of(ranking.text());
    shown.merge(form, ranking.hits().size(), Math::max);
    for (Reaction reaction : search.reactions()) {
      if (ranking.rank(reaction.node()) > 0) {
        Counts counts = counts(form, reaction.node());
        if (counts != null) {
          counts.add(reaction);
        }
      }
    }
  }

  /** Null where there are too many. */
  private Counts counts(String form, String node) {
    Map<String, Counts> nodes = pairs.getOrDefault(form, Collections.emptySortedMap());
    if (!nodes.containsKey(node) && pairCount < MAX_PAIRS) {
      pairs.computeIfAbsent(form, first -> new TreeMap<>()).put(node, new Counts());
      pairCount++;
    }
    return pairs.getOrDefault(form, Collections.emptySortedMap()).get(node);
  }

  private void show(Search search) {
    Ranking ranking = search.ranking();
    Map<String, Counts> nodes = pairs.get(QuestionForm.of(ranking.text()));
    if (nodes == null) {
      return;
    }
    Set<String> clicked = search.clicked();
    for (int rank = 1; rank <= ranking.hits().size(); rank++) {
      String node = ranking.hits().get(rank - 1);
      Counts counts = nodes.get(node);
      if (counts != null) {
        counts.show(ranking, rates.at(rank), clicked.contains(node));
      }
    }
  }

  /** Adds up what is known of a question and a node. */
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
        clicksByVersion.merge(ranking.version().orElse(VersionClicks.UNKNOWN), 1, Integer::sum);
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

    PairEvidence of(String node) {
      return new PairEvidence(
          question(),
          node,
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
