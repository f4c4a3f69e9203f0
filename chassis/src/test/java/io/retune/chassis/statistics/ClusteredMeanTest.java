package io.retune.chassis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusteredMeanTest {

  @Test
  void isWhatTheFormulaGivesByHand() {
    // Given: deviations of the clusters −2/28, −9/28 and 11/28 from the mean 2/7
    double[] values = {0.5, 0.0, -0.25, 1.0, 0.0, 0.25, 0.5};
    int[] cluster = {0, 0, 1, 2, 2, 2, 1};

    // When
    ClusteredMean mean = ClusteredMean.of(values, cluster);

    // Then: √(3/2 · 206/28²) / 7
    assertThat(mean.mean()).isCloseTo(2.0 / 7, within(1e-15));
    assertThat(mean.standardError()).isCloseTo(Math.sqrt(309) / 196, within(1e-15));
    assertThat(mean.clusters()).isEqualTo(3);
    assertThat(mean.nonZeroClusters()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void isTheOrdinaryStandardErrorWhereEachObservationIsItsOwnCluster(long seed) {
    // Given
    double[] values = new Random(seed).doubles(50).toArray();
    int[] cluster = new int[values.length];
    Arrays.setAll(cluster, i -> 2 * i);

    // When
    ClusteredMean mean = ClusteredMean.of(values, cluster);

    // Then
    double average = Arrays.stream(values).average().orElseThrow();
    double variance =
        Arrays.stream(values).map(x -> (x - average) * (x - average)).sum() / (values.length - 1);
    assertThat(mean.mean()).isCloseTo(average, within(1e-12));
    assertThat(mean.standardError()).isCloseTo(Math.sqrt(variance / values.length), within(1e-12));
  }

  @Test
  void knowsNothingOfTheErrorOfASingleCluster() {
    // When
    ClusteredMean mean = ClusteredMean.of(new double[] {1, 1}, new int[] {3, 3});

    // Then
    assertThat(mean).isEqualTo(new ClusteredMean(1, Double.POSITIVE_INFINITY, 1, 1));
  }

  @Test
  void tellsClustersThatAreNotZeroFromTheOthers() {
    // When
    ClusteredMean mean =
        ClusteredMean.of(new double[] {1, -1, 0, 0, 0.5}, new int[] {0, 0, 1, 1, 4});

    // Then
    assertThat(mean.clusters()).isEqualTo(3);
    assertThat(mean.nonZeroClusters()).isEqualTo(2);
  }

  @Test
  void refusesObservationsWithoutAClusterEach() {
    // When, Then
    assertThatThrownBy(() -> ClusteredMean.of(new double[] {1, 2}, new int[] {0}))
        .hasMessage("2 observations in 1 clusters");
    assertThatThrownBy(() -> ClusteredMean.of(new double[0], new int[0]))
        .hasMessage("0 observations in 0 clusters");
  }
}
