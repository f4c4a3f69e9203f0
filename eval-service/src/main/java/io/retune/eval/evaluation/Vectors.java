package io.retune.eval.evaluation;

import io.retune.schemas.VectorCodec;
import io.retune.schemas.v1.Vector;
import java.util.Optional;

/** Vectors as records hold them. */
final class Vectors {
  private Vectors() {}

  /** Empty where the vector is not {@link #isReadable readable}. */
  static Optional<float[]> decode(Vector vector, int dimension) {
    return isReadable(vector, dimension)
        ? Optional.of(VectorCodec.decode(vector))
        : Optional.empty();
  }

  /** Whether it is a vector of this dimension that can be decoded; does not decode it. */
  static boolean isReadable(Vector vector, int dimension) {
    return vector.getElementType() == Vector.ElementType.ELEMENT_TYPE_FLOAT32
        && vector.getDimension() == dimension
        && vector.getValues().size() == (long) dimension * Float.BYTES;
  }
}
