package io.retune.qagen.feedback.stream;

import io.retune.qagen.feedback.VersionClicks;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What the searches that are kept of a collection show.
 *
 * @param questions whose answer is known by feedback
 * @param versions how users clicked on what each version ranked, of those of the searches that are
 *     kept
 * @param lookedAt when
 */
public record FeedbackStatus(
    String collection, int questions, List<VersionClicks> versions, Instant lookedAt) {
  public FeedbackStatus {
    Objects.requireNonNull(collection, "collection");
    Objects.requireNonNull(lookedAt, "lookedAt");
    versions = List.copyOf(versions);
  }
}
