package io.retune.chassis.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import java.util.Set;

/** Which collections are taken in by REST. Each costs memory and state in all services. */
@ConfigMapping(prefix = "retune.collections")
public interface CollectionsConfig {
  /**
   * How many collections an instance takes documents, queries, retrains or adapters for since it
   * started; requests for more are refused (403).
   */
  @WithDefault("1000")
  @Min(1)
  @Max(1_000_000)
  int max();

  /** The only collections that any of these are taken for; any when absent. */
  Optional<Set<String>> allowed();
}
