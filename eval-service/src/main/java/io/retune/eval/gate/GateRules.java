package io.retune.eval.gate;

import io.retune.eval.evidence.AlphaSpending;
import java.util.Objects;

/**
 * What the gate asks for.
 *
 * @param realQuestions so many real questions are enough to decide on
 * @param realNodes on so many nodes at least: questions of one node are no independent witnesses
 * @param spending how the error rate is spread over the challengers of one champion
 * @param harmLevel the level at which something counts as worse; refusing needs no correction, for
 *     it changes nothing that is served
 */
public record GateRules(
    int realQuestions, int realNodes, AlphaSpending spending, double harmLevel) {
  public GateRules {
    Objects.requireNonNull(spending, "spending");
    if (realQuestions < 1 || realNodes < 2) {
      throw new IllegalArgumentException("a decision needs a question, and at least two nodes");
    }
    if (!(harmLevel > 0 && harmLevel < 0.5)) {
      throw new IllegalArgumentException("a level is between 0 and .5, not " + harmLevel);
    }
  }
}
