package io.retune.eval.gate;

import io.retune.eval.evidence.AlphaSpending;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;

/** What an adapter must show before it is released. */
@ConfigMapping(prefix = "retune.eval.gate")
public interface GateConfig {
  /** So many real validation questions are enough to decide on. */
  @WithDefault("100")
  @Min(10)
  int realQuestions();

  /** So many nodes at least must have one of them. */
  @WithDefault("20")
  @Min(2)
  int realNodes();

  /**
   * The probability that any challenger of one champion takes its place without being better,
   * however many there are.
   */
  @WithDefault("0.05")
  @DecimalMin("0.0001")
  @DecimalMax("0.3")
  double errorRate();

  /** The level at which a candidate counts as worse and is refused. */
  @WithDefault("0.05")
  @DecimalMin("0.0001")
  @DecimalMax("0.3")
  double harmLevel();

  /**
   * The largest blend with the trained map that may be released without proof by real questions: 0
   * is the base model, 1 the trained map alone.
   */
  @WithDefault("0.5")
  @DecimalMin("0")
  @DecimalMax("1")
  double gentleAlpha();

  /** The rules that these settings make. */
  default GateRules rules() {
    return new GateRules(realQuestions(), realNodes(), new AlphaSpending(errorRate()), harmLevel());
  }
}
