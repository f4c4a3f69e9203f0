package io.retune.eval.evaluation;

import io.retune.schemas.VectorCodec;
import io.retune.schemas.v1.Vector;
import java.util.Optional;

/** Vectors as records hold them. */
final class Vectors {
  private Vectors() {}

  /** Empty where the vector is unreadable or of another dimension. */
  static Optional<float[]> decode(Vector vector, int dimension) {
    try {
      return Optional.of(VectorCodec.decode(vector)).filter(values -> values.length == dimension);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
