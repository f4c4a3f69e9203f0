package io.retune.adapter;

import java.util.function.UnaryOperator;

/**
 * A map on the query side of an embedding model: document vectors stay as they are.
 *
 * <p>Every adapter is immutable and safe for use by many threads at once.
 */
public sealed interface Adapter extends UnaryOperator<float[]>
    permits IdentityAdapter, LinearAdapter, TwoLayerAdapter, MemoryAdapter {

  /**
   * Maps a query vector of the base model.
   *
   * @param queryVector as the base model gave it; not changed
   * @return a new vector of unit length, or of zeros where the mapped vector has no length
   * @throws IllegalArgumentException where the vector's dimension is not the adapter's
   */
  @Override
  float[] apply(float[] queryVector);

  /** Whether it maps vectors of this dimension onto vectors of the same dimension. */
  boolean fits(int dimension);
}
