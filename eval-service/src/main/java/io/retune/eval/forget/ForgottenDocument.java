package io.retune.eval.forget;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A document that was forgotten.
 *
 * @param digest the first 8 bytes of the SHA-256 of its id, in hexadecimal: all that is known of it
 * @param askedAt when it was forgotten; absent where that is more than a week ago
 * @param onDiskUntil when no byte of its text is left on the broker's disk, where its partitions go
 *     on getting records; absent where {@code askedAt} is
 * @param learned the versions that had learned from it, of those that are known here
 * @param undetermined versions of so many documents that it is not known which
 * @param servedNow whether what applications serve had learned from it
 * @param version the first that was trained without it; absent where it is still waited for
 * @param versionAt when that was evaluated; absent where it does not say
 * @param replaced what became of what was served then; absent where that had not learned from it,
 *     or is served still
 */
public record ForgottenDocument(
    String digest,
    Optional<Instant> askedAt,
    Optional<Instant> onDiskUntil,
    List<Long> learned,
    List<Long> undetermined,
    boolean servedNow,
    Optional<Long> version,
    Optional<Instant> versionAt,
    Optional<Replacement> replaced) {
  public ForgottenDocument {
    learned = List.copyOf(learned);
    undetermined = List.copyOf(undetermined);
  }

  /**
   * The release by which a version went that had learned from it.
   *
   * @param before the version that went
   * @param version that is served instead; 0 is the base model
   */
  public record Replacement(long before, long version, Instant at) {}
}
