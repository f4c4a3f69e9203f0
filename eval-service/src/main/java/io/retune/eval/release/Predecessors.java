package io.retune.eval.release;

import java.util.Objects;
import java.util.Optional;

/**
 * The adapters that a candidate is compared with. Each is empty where there is none, and where it
 * cannot be read any more.
 *
 * @param served what is released
 * @param judged whose evaluation that stands on: the released one, unless it is a refit
 * @param proved the one that was proved, and that the released one is or follows
 * @param fresh the one made last before the candidate, released or not
 */
public record Predecessors(
    Optional<KnownAdapter> served,
    Optional<KnownAdapter> judged,
    Optional<KnownAdapter> proved,
    Optional<KnownAdapter> fresh) {
  /** Of a collection's first version. */
  public static final Predecessors NONE =
      new Predecessors(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public Predecessors {
    Objects.requireNonNull(served, "served");
    Objects.requireNonNull(judged, "judged");
    Objects.requireNonNull(proved, "proved");
    Objects.requireNonNull(fresh, "fresh");
  }

  /**
   * Those that stand on a base model: an adapter of another serves nobody who asks with its
   * vectors.
   */
  public Predecessors of(String baseModelFingerprint) {
    return new Predecessors(
        of(served, baseModelFingerprint),
        of(judged, baseModelFingerprint),
        of(proved, baseModelFingerprint),
        of(fresh, baseModelFingerprint));
  }

  private static Optional<KnownAdapter> of(Optional<KnownAdapter> adapter, String fingerprint) {
    return adapter.filter(known -> known.baseModelFingerprint().equals(fingerprint));
  }
}
