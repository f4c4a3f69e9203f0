package io.retune.adapter.follow;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Which adapter is served.
 *
 * @param collection that it belongs to
 * @param version 0: the base model, without an adapter
 * @param weightsSha256 empty for the base model
 * @param releasedAt empty where there has been no release yet
 */
public record AdapterVersion(
    String collection, long version, Optional<String> weightsSha256, Optional<Instant> releasedAt) {

  public AdapterVersion {
    Objects.requireNonNull(collection, "collection");
    if (version < 0) {
      throw new IllegalArgumentException("no adapter has the version " + version);
    }
  }

  static AdapterVersion unreleased(String collection) {
    return new AdapterVersion(collection, 0, Optional.empty(), Optional.empty());
  }

  /** Whether the base model is served as it is. */
  public boolean isBase() {
    return version == 0;
  }
}
