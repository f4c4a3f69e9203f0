package io.retune.adapter.follow;

import com.google.protobuf.InvalidProtocolBufferException;
import io.retune.adapter.Adapter;
import io.retune.adapter.IdentityAdapter;
import io.retune.adapter.MalformedFileException;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.schemas.InstantCodec;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.AdapterRelease;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Decides whether a release record can be served. Where nobody says which base model queries are
 * embedded with, it is that of the first adapter that was served: one for another model would throw
 * for each query, or map it to no good in silence. For one thread.
 */
public final class ReleaseReader {

  private final String collection;
  private Optional<String> baseModelFingerprint;
  private final AdapterWeights weights = new AdapterWeights();

  /**
   * @param collection whose releases are read
   * @param baseModelFingerprint of the base model that queries are embedded with; empty where that
   *     is not known
   */
  public ReleaseReader(String collection, Optional<String> baseModelFingerprint) {
    this.collection = collection;
    this.baseModelFingerprint = baseModelFingerprint;
  }

  /** A release cannot be served; the reason is the message. */
  public static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long version;

    private RefusedException(long version, String reason) {
      super(reason);
      this.version = version;
    }

    /** The version and the reason. */
    public RefusedRelease refusal() {
      return new RefusedRelease(version, getMessage());
    }
  }

  /**
   * What is served from this release on.
   *
   * @param value null, a tombstone, where the collection has no release any more
   * @throws RefusedException if it cannot be served
   */
  public ServedAdapter read(byte[] value) throws RefusedException {
    return value == null ? ServedAdapter.unreleased(collection) : served(parse(value));
  }

  /**
   * What is served where this version is asked for, released or not.
   *
   * @param checkpoint of this collection; its version is at least 1
   * @throws RefusedException if it cannot be served
   */
  public ServedAdapter read(AdapterCheckpoint checkpoint) throws RefusedException {
    return served(
        new AdapterVersion(
            collection,
            checkpoint.getVersion(),
            Optional.of(checkpoint.getWeightsSha256()),
            Optional.empty()),
        checkpoint);
  }

  private static AdapterRelease parse(byte[] value) throws RefusedException {
    try {
      return Topics.ADAPTER_RELEASES.parse(value);
    } catch (InvalidProtocolBufferException e) {
      throw new RefusedException(0, "the release cannot be read: " + e.getMessage());
    }
  }

  private ServedAdapter served(AdapterRelease release) throws RefusedException {
    long version = release.getVersion();
    if (version < 0) {
      throw new RefusedException(0, "the release has the version " + version);
    }
    if (version == 0) {
      return new ServedAdapter(version(release, Optional.empty()), new IdentityAdapter());
    }
    AdapterCheckpoint checkpoint = release.getCheckpoint();
    return served(version(release, Optional.of(checkpoint.getWeightsSha256())), checkpoint);
  }

  private ServedAdapter served(AdapterVersion version, AdapterCheckpoint checkpoint)
      throws RefusedException {
    String fingerprint = checkpoint.getBaseModel().getFingerprint();
    if (baseModelFingerprint.filter(expected -> !expected.equals(fingerprint)).isPresent()) {
      throw new RefusedException(
          version.version(),
          "it belongs to the base model %s (%s), not to %s"
              .formatted(
                  checkpoint.getBaseModel().getName(), fingerprint, baseModelFingerprint.get()));
    }
    ServedAdapter served = new ServedAdapter(version, adapter(version.version(), checkpoint));
    baseModelFingerprint = Optional.of(fingerprint);
    return served;
  }

  private Adapter adapter(long version, AdapterCheckpoint checkpoint) throws RefusedException {
    try {
      return weights.decode(checkpoint);
    } catch (MalformedFileException e) {
      throw new RefusedException(version, e.getMessage());
    }
  }

  private AdapterVersion version(AdapterRelease release, Optional<String> weightsSha256)
      throws RefusedException {
    return new AdapterVersion(
        collection,
        release.getVersion(),
        weightsSha256,
        releasedAt(release),
        keywordWeight(release));
  }

  /** A weight that is none is only advice lost: the adapter is served all the same. */
  private static OptionalDouble keywordWeight(AdapterRelease release) {
    double weight = release.getKeywordFusion().getWeight();
    return release.hasKeywordFusion() && weight >= 0 && weight <= 1
        ? OptionalDouble.of(weight)
        : OptionalDouble.empty();
  }

  private static Optional<Instant> releasedAt(AdapterRelease release) throws RefusedException {
    if (!release.hasReleasedAt()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InstantCodec.decode(release.getReleasedAt()));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(release.getVersion(), "the time of the release is out of range");
    }
  }
}
