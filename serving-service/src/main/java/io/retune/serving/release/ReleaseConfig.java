package io.retune.serving.release;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How releases are followed, and adapters kept. */
@ConfigMapping(prefix = "retune.serving.releases")
public interface ReleaseConfig {
  /** Memory for the weights of adapters; what does not fit is read from the topics again. */
  @WithDefault("128M")
  @NotNull
  MemorySize adapterMemory();

  /** How long it may take to read a version's weights from the topics. */
  @WithDefault("10s")
  @NotNull
  @DurationMin(millis = 100)
  Duration readTimeout();

  /** How long after a failure of the cluster releases are followed again. */
  @WithDefault("5s")
  @NotNull
  @DurationMin(millis = 100)
  Duration retryAfter();
}
