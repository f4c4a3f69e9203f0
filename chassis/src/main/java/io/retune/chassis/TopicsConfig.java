package io.retune.chassis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Optional;

/** The topics of this deployment. */
@ConfigMapping(prefix = "retune.topics")
public interface TopicsConfig {
  /**
   * Stands before the name of each topic and consumer group, so that one cluster can hold several
   * deployments.
   */
  Optional<@Pattern(regexp = "[a-z0-9][a-z0-9.-]{0,49}") String> prefix();

  /**
   * Partitions of the topics that are created: the most instances of a service that can share the
   * work.
   */
  @WithDefault("4")
  @Min(1)
  @Max(1000)
  int partitions();

  /** Replicas of the topics that are created; the broker's default when absent. */
  Optional<@Min(1) Short> replicationFactor();

  /** How long to wait for the cluster at the start. */
  @WithDefault("60s")
  @NotNull
  Duration timeout();
}
