package io.retune.eval.release;

import io.retune.schemas.InstantCodec;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.AdapterRelease;
import io.retune.schemas.v1.KeywordFusion;
import java.time.Instant;
import java.util.Optional;

/** The records that release an adapter. */
public final class ReleaseMessages {
  private ReleaseMessages() {}

  /**
   * An adapter is served from here on.
   *
   * @param fusion how to search with it and keywords; empty where that is not known
   */
  public static AdapterRelease ofCheckpoint(
      AdapterCheckpoint checkpoint,
      Optional<KeywordFusion> fusion,
      long previousVersion,
      String by,
      String reason,
      Instant now) {
    AdapterRelease.Builder release =
        release(checkpoint.getCollection(), previousVersion, by, reason, now)
            .setVersion(checkpoint.getVersion())
            .setCheckpoint(checkpoint);
    fusion.ifPresent(release::setKeywordFusion);
    return release.build();
  }

  /** The base model is served from here on. */
  public static AdapterRelease ofBase(
      String collection, long previousVersion, String by, String reason, Instant now) {
    return release(collection, previousVersion, by, reason, now).build();
  }

  private static AdapterRelease.Builder release(
      String collection, long previousVersion, String by, String reason, Instant now) {
    return AdapterRelease.newBuilder()
        .setCollection(collection)
        .setPreviousVersion(previousVersion)
        .setReleasedBy(by)
        .setReason(reason)
        .setReleasedAt(InstantCodec.encode(now));
  }
}
