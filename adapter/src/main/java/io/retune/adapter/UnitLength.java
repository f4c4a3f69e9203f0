package io.retune.adapter;

/** Scales vectors to unit length. */
final class UnitLength {

  private UnitLength() {}

  /** Scales in place; a vector of zeros has no direction and stays as it is. */
  static float[] of(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    if (squares > 0) {
      float factor = (float) (1 / Math.sqrt(squares));
      for (int index = 0; index < vector.length; index++) {
        vector[index] *= factor;
      }
    }
    return vector;
  }
}
