package io.retune.serving.model;

import io.retune.adapter.Adapter;
import io.retune.adapter.IdentityAdapter;
import io.retune.adapter.follow.AdapterVersion;
import io.retune.chassis.access.CollectionsConfig;
import io.retune.serving.release.AdapterStore;
import io.retune.serving.release.FollowedReleases;
import io.retune.serving.release.ReleaseRefusedException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what a model's name means. A collection without a release has the base model, as it has for
 * everybody who follows releases; where {@code retune.collections.allowed} names collections, there
 * are no others. Thread-safe.
 */
@Singleton
public final class ServedModels {
  private final FollowedReleases releases;
  private final AdapterStore adapters;
  private final Optional<Set<String>> allowed;

  ServedModels(FollowedReleases releases, AdapterStore adapters, CollectionsConfig collections) {
    this.releases = releases;
    this.adapters = adapters;
    this.allowed = collections.allowed();
  }

  /**
   * The model of this name. Documents are not adapted, so for them the version that is meant is the
   * base model; it is looked all the same whether there is the version that was named.
   *
   * @throws UnknownModelException if there is no such version or collection
   * @throws ReleaseRefusedException if the version cannot be served here
   */
  public ServedModel find(ModelName name, Side side) {
    AdapterVersion meant = version(name, side);
    ModelName found = name.on(side).at(meant.version());
    return new ServedModel(
        found,
        meant.isBase() ? new IdentityAdapter() : adapter(name.collection(), meant.version()));
  }

  /**
   * The version that a name means now. The weights of a release are not looked at.
   *
   * @throws UnknownModelException if there is no such version or collection
   * @throws ReleaseRefusedException if the version cannot be served here
   */
  public AdapterVersion version(ModelName name, Side side) {
    String collection = name.collection();
    if (allowed.isPresent() && !allowed.get().contains(collection)) {
      throw new UnknownModelException("collection '" + collection + "' is not served here");
    }
    // Even where the base model is asked for by name: a collection has one base model.
    AdapterVersion released = releases.current(collection);
    long version = name.version().orElse(released.version());
    if (name.version().isPresent() && version != 0) {
      adapter(collection, version);
    }
    if (version == released.version() && side == Side.QUERY) {
      return released;
    }
    return new AdapterVersion(
        collection, side == Side.QUERY ? version : 0, Optional.empty(), Optional.empty());
  }

  private Adapter adapter(String collection, long version) {
    return adapters
        .find(collection, version)
        .orElseThrow(
            () ->
                new UnknownModelException(
                    "collection '%s' has no version %d, or it is not kept any more"
                        .formatted(collection, version)));
  }
}
