package io.retune.eval.gate;

import io.retune.eval.statistics.AlphaSpending;
import java.util.Objects;

/**
 * What the gate asks for.
 *
 * @param minQuestions how much evidence is enough to decide on
 * @param minNodes how many nodes must have some of it: questions of one node are not independent
 * @param spending how the error rate is spread over the candidates for the place of one champion
 * @param harmLevel the level at which something counts as worse, in (0, 0.5); refusing needs no
 *     correction because it changes nothing that is served
 */
public record GateRules(int minQuestions, int minNodes, AlphaSpending spending, double harmLevel) {
  public GateRules {
    Objects.requireNonNull(spending, "spending");
    if (minQuestions < 1 || minNodes < 2) {
      throw new IllegalArgumentException("a decision needs a question, and at least two nodes");
    }
    if (!(harmLevel > 0 && harmLevel < 0.5)) {
      throw new IllegalArgumentException("a level is between 0 and .5, not " + harmLevel);
    }
  }
}
