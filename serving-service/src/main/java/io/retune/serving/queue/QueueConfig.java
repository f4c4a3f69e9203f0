package io.retune.serving.queue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** How many texts are embedded at once, and how many may wait. */
@ConfigMapping(prefix = "retune.serving.queue")
public interface QueueConfig {
  /** Calls of the base model at the same time; one a core when absent. */
  Optional<@Min(1) @Max(1000) Integer> parallelCalls();

  /**
   * How many tokens may wait to be embedded. Requests for more are refused (429) and told when to
   * come again. A text counts as 64 at least, and a quarter is for short requests alone.
   */
  @WithDefault("600000")
  @Min(1000)
  @Max(1_000_000_000)
  long maxWaitingTokens();
}
