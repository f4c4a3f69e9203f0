package io.retune.chassis.lifecycle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/** When a process that does nothing any more ends itself, to be started again. */
@ConfigMapping(prefix = "retune.liveness")
public interface LivenessConfig {
  /** How long lies between two looks at the process's own liveness. */
  @WithDefault("5s")
  @NotNull
  Duration interval();

  /** After how many looks in a row that found it down the process ends. */
  @WithDefault("6")
  @Min(1)
  @Max(1000)
  int looks();
}
