package io.retune.eval.release;

import io.retune.adapter.Adapter;
import java.util.Objects;

/**
 * An adapter in memory, with what tells whether it can be compared.
 *
 * @param version from 1
 * @param baseModelFingerprint of the base model it stands on
 * @param weightsSha256 of its weights
 */
public record KnownAdapter(
    long version, String baseModelFingerprint, String weightsSha256, Adapter adapter) {
  public KnownAdapter {
    Objects.requireNonNull(baseModelFingerprint, "baseModelFingerprint");
    Objects.requireNonNull(weightsSha256, "weightsSha256");
    Objects.requireNonNull(adapter, "adapter");
  }

  /** What is kept of a checkpoint. */
  public static KnownAdapter of(DecodedCheckpoint decoded) {
    return new KnownAdapter(
        decoded.checkpoint().getVersion(),
        decoded.checkpoint().getBaseModel().getFingerprint(),
        decoded.checkpoint().getWeightsSha256(),
        decoded.adapter());
  }
}
