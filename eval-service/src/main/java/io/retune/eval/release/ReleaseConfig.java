package io.retune.eval.release;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/** How old versions are read and released. */
@ConfigMapping(prefix = "retune.eval.release")
public interface ReleaseConfig {
  /** How long to wait for the cluster when an old version is read or one is released by hand. */
  @WithDefault("30s")
  @NotNull
  Duration timeout();
}
