package io.retune.eval.gate;

import io.retune.eval.statistics.AlphaSpending;
import java.util.Objects;

/**
 * What the gate asks for.
 *
 * @param minQuestions how much evidence is enough to decide on
 * @param minNodes how many nodes must have some of it: questions of one node are not independent
 * @param spending how the error rate is spread over the candidates for the place of one champion
 * @param followLevel the level of what a candidate must keep to follow a proved version, in (0,
 *     0.5)
 * @param followMargin how far behind the champion such a candidate may be, in MRR@10
 * @param harmLevel the level at which something counts as worse, in (0, 0.5); refusing needs no
 *     correction because it changes nothing that is served
 */
public record GateRules(
    int minQuestions,
    int minNodes,
    AlphaSpending spending,
    double followLevel,
    double followMargin,
    double harmLevel) {
  public GateRules {
    Objects.requireNonNull(spending, "spending");
    if (minQuestions < 1 || minNodes < 2) {
      throw new IllegalArgumentException("a decision needs a question, and at least two nodes");
    }
    requireLevel(followLevel);
    requireLevel(harmLevel);
    if (!(followMargin >= 0 && followMargin < 1)) {
      throw new IllegalArgumentException("a margin is from 0 to below 1, not " + followMargin);
    }
  }

  private static void requireLevel(double level) {
    if (!(level > 0 && level < 0.5)) {
      throw new IllegalArgumentException("a level is between 0 and .5, not " + level);
    }
  }
}
