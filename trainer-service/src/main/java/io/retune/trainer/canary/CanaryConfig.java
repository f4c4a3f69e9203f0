package io.retune.trainer.canary;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How a silent change of the base model is found. */
@ConfigMapping(prefix = "retune.canary")
public interface CanaryConfig {

  /** How often the fixed texts are embedded again. */
  @WithDefault("10m")
  @NotNull
  @DurationMin(seconds = 1)
  Duration every();

  /**
   * The cosine distance up to which a text counts as unchanged. Servers that compute in batches or
   * on other machines differ by some hundred-thousandths.
   */
  @WithDefault("0.001")
  @DecimalMin("0.0000001")
  @DecimalMax("0.5")
  double tolerance();
}
