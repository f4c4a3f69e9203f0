package io.retune.eval.loop;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the loop stands.
 *
 * @param stages in the order of the flow; none before the first look that succeeded
 * @param lookedAt when they stood like that; absent where there are none
 * @param failure why the last look did not succeed; absent where it did
 */
public record LoopStatus(
    List<StageStatus> stages, Optional<Instant> lookedAt, Optional<String> failure) {
  static final LoopStatus UNKNOWN = new LoopStatus(List.of(), Optional.empty(), Optional.empty());

  public LoopStatus {
    stages = List.copyOf(stages);
  }

  /** The same stages, as older ones. */
  LoopStatus failed(String reason) {
    return new LoopStatus(stages, lookedAt, Optional.of(reason));
  }

  /** Whether somebody who has seen the other sees something new in this. */
  boolean tellsMoreThan(LoopStatus other) {
    return !stages.equals(other.stages) || !failure.equals(other.failure);
  }
}
