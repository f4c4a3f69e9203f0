package io.retune.bench.measure;

import java.util.random.RandomGenerator;

/** Vectors of unit length for collections of any size. */
public final class MadeUpVector {
  private MadeUpVector() {}

  /**
   * One near another.
   *
   * @param centre of any length; the origin gives any direction
   * @param noise the length of what is added, about
   */
  public static float[] near(RandomGenerator random, float[] centre, double noise) {
    double[] values = new double[centre.length];
    double square = 0;
    double scale = noise / Math.sqrt(centre.length);
    for (int i = 0; i < values.length; i++) {
      // Uniform, which is ten times as fast as Gaussian and as good for a measure of time.
      values[i] = centre[i] + scale * 1.732 * (2 * random.nextDouble() - 1);
      square += values[i] * values[i];
    }
    float[] unit = new float[centre.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (values[i] / Math.sqrt(square));
    }
    return unit;
  }
}
