package io.retune.chassis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** The topics of this deployment, and how they are created. */
@ConfigMapping(prefix = "retune.topics")
public interface TopicsConfig {
  /**
   * Put in front of the name of each topic and consumer group, so that one cluster can hold several
   * deployments; nothing when absent.
   */
  Optional<@Pattern(regexp = "[a-z0-9][a-z0-9.-]{0,49}") String> prefix();

  /**
   * How many partitions the topics that are created get. No more instances of a service than that
   * can share the work.
   */
  @WithDefault("4")
  @Min(1)
  @Max(1000)
  int partitions();

  /** How many replicas the topics that are created get; the broker's default when absent. */
  Optional<@Min(1) Short> replicationFactor();

  /**
   * How long a record that was replaced or deleted may still lie on the broker's disk, where its
   * partition goes on getting records: half of it is {@code segment.ms}, half {@code
   * max.compaction.lag.ms} of the topics that are created.
   */
  @WithDefault("1d")
  @NotNull
  @DurationMin(minutes = 2)
  Duration forgetWithin();

  /** How long the start waits for the cluster before it fails. */
  @WithDefault("60s")
  @NotNull
  Duration timeout();
}
