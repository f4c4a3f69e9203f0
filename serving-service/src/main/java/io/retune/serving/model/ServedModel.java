package io.retune.serving.model;

import io.retune.adapter.Adapter;
import java.util.Objects;

/**
 * What a model's name means now.
 *
 * @param name with the version that is meant, on the side that was asked for
 * @param adapter that vectors go through; the identity for the base model and for documents
 */
public record ServedModel(ModelName name, Adapter adapter) {
  public ServedModel {
    Objects.requireNonNull(adapter, "adapter");
    if (name.version().isEmpty() || name.side().isEmpty()) {
      throw new IllegalArgumentException("the version and the side of " + name + " are not known");
    }
  }

  /** The version whose adapter vectors go through; 0: none. */
  public long version() {
    return name.version().getAsLong();
  }

  public Side side() {
    return name.side().orElseThrow();
  }
}
