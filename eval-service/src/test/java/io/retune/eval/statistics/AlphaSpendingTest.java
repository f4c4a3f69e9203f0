package io.retune.eval.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlphaSpendingTest {
  @Test
  void spendsAllOfTheErrorRateAndNoMore() {
    // Given
    AlphaSpending spending = new AlphaSpending(0.05);

    // When
    double spent = IntStream.rangeClosed(1, 100_000).mapToDouble(spending::level).sum();

    // Then
    assertThat(spent).isLessThan(0.05).isCloseTo(0.05, within(1e-6));
  }

  @Test
  void givesMostToTheFirstTest() {
    // Given
    AlphaSpending spending = new AlphaSpending(0.05);

    // When
    double first = spending.level(1);

    // Then
    assertThat(first).isCloseTo(0.0303964, within(1e-7));
    assertThat(spending.level(2)).isCloseTo(first / 4, within(1e-12));
  }
}
