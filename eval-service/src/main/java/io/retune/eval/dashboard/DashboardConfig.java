package io.retune.eval.dashboard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** The page that shows how all stands. */
@ConfigMapping(prefix = "retune.eval.dashboard")
public interface DashboardConfig {
  /**
   * How many pages may be told of changes at the same time; each holds a connection. More are
   * refused (503) and look again by themselves.
   */
  @WithDefault("64")
  @Min(1)
  @Max(500)
  int maxWatchers();

  /**
   * Whether no text of documents and questions is sent to pages, nor keys of records and reasons of
   * failures, which may quote them.
   */
  @WithDefault("false")
  boolean hideText();
}
