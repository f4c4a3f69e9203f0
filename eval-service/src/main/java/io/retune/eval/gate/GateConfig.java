package io.retune.eval.gate;

import io.retune.eval.statistics.AlphaSpending;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;

/** What an adapter must show before it is released. */
@ConfigMapping(prefix = "retune.eval.gate")
public interface GateConfig {
  /** How many validation questions that count as evidence are enough to decide on. */
  @WithDefault("100")
  @Min(10)
  int minQuestions();

  /** How many nodes must have one of those questions. */
  @WithDefault("20")
  @Min(2)
  int minNodes();

  /**
   * The probability that any candidate takes the place of one champion without being better,
   * however many candidates there are.
   */
  @WithDefault("0.05")
  @DecimalMin("0.0001")
  @DecimalMax("0.3")
  double errorRate();

  /**
   * The level at which a candidate must keep at least half of the proved version's lift over the
   * base model, and be better than the base model, to follow it.
   */
  @WithDefault("0.025")
  @DecimalMin("0.0001")
  @DecimalMax("0.3")
  double followLevel();

  /** How far behind the champion, in MRR@10, a candidate that follows a proved version may be. */
  @WithDefault("0.01")
  @DecimalMin("0")
  @DecimalMax("0.5")
  double followMargin();

  /**
   * Share of the nodes, or of the validation questions, that must have changed since the last
   * candidate was tested against the champion before another one is.
   */
  @WithDefault("0.05")
  @DecimalMin("0")
  @DecimalMax("1")
  double newShare();

  /** The level at which a candidate counts as worse and is refused. */
  @WithDefault("0.05")
  @DecimalMin("0.0001")
  @DecimalMax("0.3")
  double harmLevel();

  /**
   * The largest blend with the trained map that may be released without enough evidence: 0 is the
   * base model, 1 the trained map alone.
   */
  @WithDefault("0.5")
  @DecimalMin("0")
  @DecimalMax("1")
  double gentleAlpha();

  /** The rules that these settings make. */
  default GateRules rules() {
    return new GateRules(
        minQuestions(),
        minNodes(),
        new AlphaSpending(errorRate()),
        followLevel(),
        followMargin(),
        harmLevel());
  }
}
