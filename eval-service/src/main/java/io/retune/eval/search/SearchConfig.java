package io.retune.eval.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Searching a collection by several versions, side by side. */
@ConfigMapping(prefix = "retune.eval.search")
public interface SearchConfig {
  /** How long the vectors of a question may take, and then the reading of the nodes. */
  @WithDefault("20s")
  @NotNull
  @DurationMin(millis = 100)
  @DurationMax(minutes = 5)
  Duration timeout();

  /** How many searches may run at the same time; each reads all nodes of a collection. */
  @WithDefault("2")
  @Min(1)
  @Max(64)
  int maxConcurrent();

  /** How many searches an instance begins in a minute; more are refused (429). */
  @WithDefault("60")
  @Min(1)
  int maxPerMinute();
}
