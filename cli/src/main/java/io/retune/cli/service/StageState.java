package io.retune.cli.service;

import java.util.Objects;
import java.util.Optional;

/**
 * Whether a stage is held up by a server that it depends on.
 *
 * @param stage such as {@code qa-gen}
 * @param answers whether its service answered; if not, nothing is known of the stage
 * @param waiting what it waits for; empty where it waits for nothing
 */
public record StageState(String stage, boolean answers, Optional<Wait> waiting) {
  public StageState {
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(waiting, "waiting");
  }

  /**
   * A server that serves nothing.
   *
   * @param dependency such as {@code language model}
   * @param since the first failure, as ISO 8601
   * @param reason of the last failure
   */
  public record Wait(String dependency, String since, String reason) {}
}
