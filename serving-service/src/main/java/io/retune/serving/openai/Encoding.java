package io.retune.serving.openai;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** How a vector is written into an answer. */
enum Encoding {
  /** A list of numbers. */
  FLOAT {
    @Override
    Object encode(float[] vector) {
      return vector;
    }
  },
  /** Little-endian float32, in Base64. */
  BASE64 {
    @Override
    Object encode(float[] vector) {
      ByteBuffer bytes =
          ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(vector);
      return Base64.getEncoder().encodeToString(bytes.array());
    }
  };

  abstract Object encode(float[] vector);
}
