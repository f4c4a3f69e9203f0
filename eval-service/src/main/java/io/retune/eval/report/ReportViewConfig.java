package io.retune.eval.report;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/** What each instance keeps in memory to answer requests from. */
@ConfigMapping(prefix = "retune.eval.view")
public interface ReportViewConfig {
  /** Latest reports that are kept for each collection. */
  @WithDefault("500")
  @Min(1)
  int reports();

  /** Latest releases that are kept for each collection. */
  @WithDefault("200")
  @Min(1)
  int releases();

  /** How long to wait before the topics are read again after the cluster failed. */
  @WithDefault("5s")
  @NotNull
  Duration retryAfter();
}
