package io.retune.eval.follower;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a follower of releases says that it serves.
 *
 * @param follower where it listens
 * @param version that it serves; 0 is the base model, absent where it serves none or does not say
 * @param releasedAt when that version was released; absent for the base model
 * @param failure why there is no version; absent where there is one
 */
public record FollowerStatus(
    String follower,
    Optional<Long> version,
    Optional<Instant> releasedAt,
    Optional<String> failure) {
  public FollowerStatus {
    Objects.requireNonNull(follower, "follower");
    if (version.isPresent() == failure.isPresent()) {
      throw new IllegalArgumentException("a follower has a version, or a reason why it has none");
    }
  }

  static FollowerStatus serving(String follower, long version, Optional<Instant> releasedAt) {
    return new FollowerStatus(follower, Optional.of(version), releasedAt, Optional.empty());
  }

  static FollowerStatus failing(String follower, String failure) {
    return new FollowerStatus(follower, Optional.empty(), Optional.empty(), Optional.of(failure));
  }
}
