package io.retune.eval.statistics;

/**
 * Spreads one error rate over any number of tests: the i-th may err with probability α·6/(π²i²).
 * These sum to α, so that all tests together err with at most α, however they depend on each other
 * (the union bound).
 *
 * <p>Source: Tian and Ramdas, "Online control of the familywise error rate", Statistical Methods in
 * Medical Research 30 (2021), the method they name Alpha-Spending.
 *
 * @param errorRate α, in (0, 1)
 */
public record AlphaSpending(double errorRate) {
  public AlphaSpending {
    if (!(errorRate > 0 && errorRate < 1)) {
      throw new IllegalArgumentException("an error rate is between 0 and 1, not " + errorRate);
    }
  }

  /**
   * The level of one test.
   *
   * @param test from 1
   */
  public double level(int test) {
    if (test < 1) {
      throw new IllegalArgumentException("tests are counted from 1, not " + test);
    }
    return errorRate * 6 / (Math.PI * Math.PI * test * test);
  }
}
