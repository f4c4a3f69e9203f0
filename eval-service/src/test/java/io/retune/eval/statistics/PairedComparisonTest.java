package io.retune.eval.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedComparisonTest {
  /**
   * Student's ten patients, "The probable error of a mean", Biometrika 6 (1908): hours of sleep
   * gained by one drug over the other, in tens of hours. Known: t = 4.0621 on 9 degrees of freedom,
   * two-sided 95 % interval of .0700 to .2460.
   */
  private static final double[] SLEEP = {.12, .24, .13, .13, 0, .10, .18, .08, .46, .14};

  private static final double[] NOTHING = new double[10];

  @Test
  void isStudentsTestWhereEachClusterHasOneQuestion() {
    // Given
    int[] clusters = IntStream.range(0, 10).toArray();

    // When
    PairedComparison comparison = PairedComparison.of(SLEEP, NOTHING, clusters);

    // Then
    assertThat(comparison.difference()).isCloseTo(0.158, within(1e-9));
    assertThat(comparison.difference() / comparison.standardError())
        .isCloseTo(4.0621, within(0.00005));
    assertThat(comparison.lowerBound(0.025)).isCloseTo(0.07001142, within(1e-7));
    assertThat(comparison.upperBound(0.025)).isCloseTo(0.24598858, within(1e-7));
    assertThat(comparison.differingClusters()).isEqualTo(9);
  }

  @Test
  void doesNotTakeAQuestionAskedTwiceForTwoWitnesses() {
    // Given
    double[] twice = IntStream.range(0, 20).mapToDouble(i -> SLEEP[i / 2]).toArray();
    int[] clusters = IntStream.range(0, 20).map(i -> i / 2).toArray();

    // When
    PairedComparison comparison = PairedComparison.of(twice, new double[20], clusters);

    // Then
    assertThat(comparison.difference() / comparison.standardError())
        .isCloseTo(4.0621, within(0.00005));
    assertThat(comparison.clusters()).isEqualTo(10);
  }

  @Test
  void weighsQuestionsAndNotClusters() {
    // Given: sums of deviations from the mean 1/2 are 3/2 and -3/2, so the variance is
    // 2/1 · (9/4 + 9/4) / 36 = 1/4.
    double[] candidate = {1, 1, 1, 0, 0, 0};
    int[] clusters = {0, 0, 0, 1, 1, 1};

    // When
    PairedComparison comparison = PairedComparison.of(candidate, new double[6], clusters);

    // Then
    assertThat(comparison.difference()).isEqualTo(0.5);
    assertThat(comparison.standardError()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void neverClaimsMoreThanTheSignsOfTheClustersThatDifferCan() {
    // Given: the t distribution says p = .023 for four equal gains among 300 clusters.
    double[] candidate = new double[300];
    Arrays.fill(candidate, 0, 4, 0.5);

    // When
    PairedComparison comparison =
        PairedComparison.of(candidate, new double[300], IntStream.range(0, 300).toArray());

    // Then
    assertThat(comparison.pValueOfNotBetter()).isEqualTo(1 / 16.0);
    assertThat(comparison.isBetter(0.05)).isFalse();
  }

  @Test
  void knowsNothingFromASingleCluster() {
    // Given
    double[] candidate = {1, 1, 1};

    // When
    PairedComparison comparison =
        PairedComparison.of(candidate, new double[3], new int[] {0, 0, 0});

    // Then
    assertThat(comparison.pValueOfNotBetter()).isEqualTo(1);
    assertThat(comparison.lowerBound(0.05)).isEqualTo(-1);
    assertThat(comparison.upperBound(0.05)).isEqualTo(1);
  }

  @Test
  void findsNoDifferenceBetweenEqualScores() {
    // Given
    int[] clusters = IntStream.range(0, 10).toArray();

    // When
    PairedComparison comparison = PairedComparison.of(SLEEP, SLEEP, clusters);

    // Then
    assertThat(comparison.isBetter(0.05)).isFalse();
    assertThat(comparison.isWorse(0.05)).isFalse();
    assertThat(comparison.pValueOfNotBetter()).isEqualTo(1);
  }

  /**
   * Known: the quantiles and tails of Student's t distribution to 16 digits, from the regularised
   * incomplete beta function in arithmetic of 40 digits.
   */
  @ParameterizedTest
  @CsvSource({
    "2, 0.05, 6.313751514675043099",
    "5, 0.025, 2.7764451051977943578",
    "10, 0.025, 2.2621571627982055426",
    "50, 0.05, 1.6765508926168539188",
    "123, 0.030396355092701331, 1.892510043587700463",
    "123, 0.0003, 3.5236184579359072942",
    "2000, 0.05, 1.6456162481872626605",
    "100000, 0.0001, 3.7191543840203757528"
  })
  void boundsLieAQuantileOfTheTDistributionAway(int clusters, double level, double quantile) {
    // Given
    PairedComparison comparison = new PairedComparison(0, 0.0625, clusters, clusters);

    // When
    double bound = comparison.upperBound(level);

    // Then
    assertThat(bound).isCloseTo(quantile / 16, within(1e-12));
    assertThat(comparison.lowerBound(level)).isEqualTo(-bound);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 0.5, 0.35241638234956672582",
    "2, 12.7, 0.025012163844672078634",
    "3, 3, 0.04773298313335456603",
    "5, 2.776, 0.025011389159988201023",
    "10, 4.0621, 0.0014165039201950791362",
    "50, 2.3, 0.012873648619193660619",
    "123, 3.5, 0.00032519417460457805476",
    "123, -0.25, 0.59849608499541298569",
    "2000, 1.7, 0.044643243498188053834",
    "100000, 4, 0.000031693999006227477624",
    "31, 12, 2.7900927075996280315e-13"
  })
  void pValuesAreTailsOfTheTDistribution(int clusters, double standardErrors, double tail) {
    // Given: so many clusters differ that the signs alone could prove anything.
    PairedComparison comparison = new PairedComparison(standardErrors / 16, 0.0625, clusters, 1000);

    // When
    double p = comparison.pValueOfNotBetter();

    // Then
    assertThat(p).isCloseTo(tail, withinPercentage(1e-10));
  }
}
