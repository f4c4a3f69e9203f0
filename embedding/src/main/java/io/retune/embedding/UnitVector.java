package io.retune.embedding;

/** Vectors of unit length. */
final class UnitVector {

  private UnitVector() {}

  static float[] of(float[] vector) {
    double[] values = new double[vector.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = vector[i];
    }
    return of(values);
  }

  /**
   * The vector divided by its length.
   *
   * @throws EmbeddingException if it has no direction: it is zero, or holds infinities or NaN
   */
  static float[] of(double[] vector) {
    double squares = 0;
    for (double value : vector) {
      squares += value * value;
    }
    double length = Math.sqrt(squares);
    if (!(length > 0) || Double.isInfinite(length)) {
      throw new EmbeddingException("the model gave a vector without direction");
    }
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return unit;
  }
}
