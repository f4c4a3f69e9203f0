package io.retune.embedding;

/** The mean of a text's windows, each weighted by its tokens. Not thread-safe. */
final class WeightedMean {

  private final double[] sum;

  WeightedMean(int dimension) {
    this.sum = new double[dimension];
  }

  void add(float[] vector, int weight) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += (double) weight * vector[i];
    }
  }

  /**
   * @throws EmbeddingException if nothing with a direction was added
   */
  float[] unit() {
    return UnitVector.of(sum);
  }
}
