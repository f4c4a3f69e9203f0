package io.retune.adapter.follow;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which adapter is served.
 *
 * @param collection that it belongs to
 * @param version 0: the base model, without an adapter
 * @param weightsSha256 empty for the base model
 * @param releasedAt empty where there has been no release yet
 * @param keywordWeight of BM25's scores beside the adapter's, each min-max normalised over the best
 *     hundred results, where an application searches with both; empty where the release names none
 */
public record AdapterVersion(
    String collection,
    long version,
    Optional<String> weightsSha256,
    Optional<Instant> releasedAt,
    OptionalDouble keywordWeight) {

  public AdapterVersion {
    Objects.requireNonNull(collection, "collection");
    Objects.requireNonNull(keywordWeight, "keywordWeight");
    if (version < 0) {
      throw new IllegalArgumentException("no adapter has the version " + version);
    }
  }

  /** A version whose release names no weight of keyword search. */
  public AdapterVersion(
      String collection,
      long version,
      Optional<String> weightsSha256,
      Optional<Instant> releasedAt) {
    this(collection, version, weightsSha256, releasedAt, OptionalDouble.empty());
  }

  /** The base model, in a collection that has had no release yet. */
  public static AdapterVersion unreleased(String collection) {
    return new AdapterVersion(collection, 0, Optional.empty(), Optional.empty());
  }

  /** Whether the base model is served as it is. */
  public boolean isBase() {
    return version == 0;
  }
}
