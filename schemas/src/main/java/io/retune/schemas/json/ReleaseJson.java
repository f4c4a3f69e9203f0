package io.retune.schemas.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.v1.AdapterRelease;
import java.time.Instant;

/**
 * A release as JSON, without weights.
 *
 * @param version what is served; 0 is the base model
 * @param previousVersion what was served before
 * @param releasedBy {@code gate}, or who did it by hand
 * @param keywordFusion how to search with it and keywords; null where that is not known
 * @param releasedAt in ISO 8601; null where the record has no time
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ReleaseJson(
    String collection,
    long version,
    long previousVersion,
    String releasedBy,
    String reason,
    KeywordFusionJson keywordFusion,
    @JsonSerialize(using = ToStringSerializer.class) Instant releasedAt) {

  /** The JSON of a release. */
  public static ReleaseJson of(AdapterRelease release) {
    return new ReleaseJson(
        release.getCollection(),
        release.getVersion(),
        release.getPreviousVersion(),
        release.getReleasedBy(),
        release.getReason(),
        release.hasKeywordFusion() ? KeywordFusionJson.of(release.getKeywordFusion()) : null,
        release.hasReleasedAt() ? InstantCodec.decode(release.getReleasedAt()) : null);
  }
}
