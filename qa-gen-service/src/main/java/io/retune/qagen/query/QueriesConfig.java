package io.retune.qagen.query;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** The questions that users ask. */
@ConfigMapping(prefix = "retune.qa-gen.queries")
public interface QueriesConfig {

  /**
   * How long a question is kept after it was last asked; then it is forgotten everywhere. At most
   * 28 days, as the topic itself keeps 30.
   */
  @WithDefault("14d")
  @NotNull
  @DurationMin(hours = 1)
  @DurationMax(days = 28)
  Duration keep();
}
