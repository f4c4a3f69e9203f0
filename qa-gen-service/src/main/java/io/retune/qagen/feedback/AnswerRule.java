package io.retune.qagen.feedback;

import java.util.List;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * Which clicks and thumbs make an answer.
 *
 * @param minPeople how many different clients must have clicked a node for a question, at least 1
 * @param minRatio how many times its expected clicks it must have, at least 1
 * @param level the share of the answers by clicks that may be none but by chance, above 0 and below
 *     1; there are many questions and nodes, and some are clicked often for no reason
 */
public record AnswerRule(int minPeople, double minRatio, double level) {
  /** Three people, twice what is expected, and one of twenty by chance. */
  public static final AnswerRule USUAL = new AnswerRule(3, 2, 0.05);

  public AnswerRule {
    if (minPeople < 1) {
      throw new IllegalArgumentException("minPeople must be at least 1, not " + minPeople);
    }
    if (!(minRatio >= 1)) {
      throw new IllegalArgumentException("minRatio must be at least 1, not " + minRatio);
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be above 0 and below 1, not " + level);
    }
  }

  /**
   * Those that are answers. More thumbs down than up are the last word, thumbs up the first; clicks
   * decide where there are none, by the procedure of Benjamini and Hochberg.
   *
   * @param pairs those that users reacted to
   * @param shown questions with a node that was shown, those without a reaction among them
   */
  List<PairEvidence> answers(List<PairEvidence> pairs, long shown) {
    double mostChance = mostChance(pairs, shown);
    return pairs.stream().filter(pair -> isAnswer(pair, mostChance)).toList();
  }

  private boolean isAnswer(PairEvidence pair, double mostChance) {
    if (pair.thumbsDown() != pair.thumbsUp()) {
      return pair.thumbsUp() > pair.thumbsDown();
    }
    return pair.people() >= minPeople
        && pair.clicks() >= minRatio * pair.expected()
        && chance(pair) <= mostChance;
  }

  /** How unlikely clicks have to be; −1 where none are enough. */
  private double mostChance(List<PairEvidence> pairs, long shown) {
    double[] chances = pairs.stream().mapToDouble(AnswerRule::chance).sorted().toArray();
    for (int i = chances.length - 1; i >= 0; i--) {
      if (chances[i] <= level * (i + 1) / shown) {
        return chances[i];
      }
    }
    return -1;
  }

  /** How likely at least so many clicks are where ranks alone explain them. */
  static double chance(PairEvidence pair) {
    return pair.clicks() == 0 || pair.expected() == 0
        ? 1
        : PoissonDistribution.of(pair.expected()).survivalProbability(pair.clicks() - 1);
  }
}
