package io.retune.eval.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.retune.schemas.v1.AdapterRelease;
import java.time.Instant;

/**
 * A release as JSON, without weights.
 *
 * @param version what is served; 0 is the base model
 * @param releasedBy "gate", or who did it by hand
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ReleaseJson(
    String collection,
    long version,
    long previousVersion,
    String releasedBy,
    String reason,
    Instant releasedAt) {
  /** The JSON of a release. */
  public static ReleaseJson of(AdapterRelease release) {
    return new ReleaseJson(
        release.getCollection(),
        release.getVersion(),
        release.getPreviousVersion(),
        release.getReleasedBy(),
        release.getReason(),
        Instant.ofEpochSecond(
            release.getReleasedAt().getSeconds(), release.getReleasedAt().getNanos()));
  }
}
