package io.retune.eval.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
}
