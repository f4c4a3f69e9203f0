package io.retune.schemas;

import com.google.protobuf.UnsafeByteOperations;
import io.retune.schemas.v1.Vector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Vectors between {@code float[]} and the wire: little-endian float32. */
public final class VectorCodec {
  private VectorCodec() {}

  public static Vector encode(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return Vector.newBuilder()
        .setElementType(Vector.ElementType.ELEMENT_TYPE_FLOAT32)
        .setDimension(vector.length)
        // The buffer is not seen by anyone else, so it need not be copied.
        .setValues(UnsafeByteOperations.unsafeWrap(bytes))
        .build();
  }

  /**
   * Reads a vector.
   *
   * @throws IllegalArgumentException if it is of another type than float32, or has not as many
   *     bytes as its dimension asks for
   */
  public static float[] decode(Vector vector) {
    if (vector.getElementType() != Vector.ElementType.ELEMENT_TYPE_FLOAT32) {
      throw new IllegalArgumentException("vector of " + vector.getElementType() + ", not float32");
    }
    int dimension = vector.getDimension();
    if (dimension < 1 || vector.getValues().size() != (long) dimension * Float.BYTES) {
      throw new IllegalArgumentException(
          "vector of " + dimension + " dimensions has " + vector.getValues().size() + " bytes");
    }
    float[] values = new float[dimension];
    vector
        .getValues()
        .asReadOnlyByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return values;
  }
}
