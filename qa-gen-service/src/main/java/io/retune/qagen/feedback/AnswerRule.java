package io.retune.qagen.feedback;

import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * Which clicks and thumbs make an answer.
 *
 * @param minPeople how many different clients must have clicked a node for a question, at least 1
 * @param minRatio how many times its expected clicks it must have, at least 1
 * @param level how likely so many clicks may be where ranks alone explain them, above 0 and below 1
 */
public record AnswerRule(int minPeople, double minRatio, double level) {
  /** Three people, twice what is expected, and one of a hundred by chance. */
  public static final AnswerRule USUAL = new AnswerRule(3, 2, 0.01);

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

  /** Whether it is one. More thumbs down than up are the last word, thumbs up the first. */
  boolean isAnswer(PairEvidence pair) {
    if (pair.thumbsDown() != pair.thumbsUp()) {
      return pair.thumbsUp() > pair.thumbsDown();
    }
    return pair.people() >= minPeople
        && pair.clicks() >= minRatio * pair.expected()
        && chance(pair) <= level;
  }

  /** How likely at least so many clicks are where ranks alone explain them. */
  static double chance(PairEvidence pair) {
    return pair.clicks() == 0 || pair.expected() == 0
        ? 1
        : PoissonDistribution.of(pair.expected()).survivalProbability(pair.clicks() - 1);
  }
}
