package io.retune.eval.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreFusionTest {
  private static final Ranking DENSE =
      new Ranking(new int[] {1, 2, 3}, new float[] {0.9f, 0.8f, 0.5f});
  private static final Ranking KEYWORDS =
      new Ranking(new int[] {3, 4, 1}, new float[] {12f, 10f, 4f});

  @Test
  void addsBothScoresEachBroughtBetweenNoughtAndOne() {
    // When
    Ranking fused = ScoreFusion.fuse(DENSE, KEYWORDS, 0.25, 10);

    // Then: 1 has .75, 2 has .75 * .75, 3 has .25, 4 has .25 * .75.
    assertThat(fused.rows()).containsExactly(1, 2, 3, 4);
    assertThat(fused.scores())
        .containsExactly(new float[] {0.75f, 0.5625f, 0.25f, 0.1875f}, within(1e-6f));
  }

  @Test
  void isTheFirstRetrieverWhereTheSecondHasNoWeight() {
    // When
    Ranking fused = ScoreFusion.fuse(DENSE, KEYWORDS, 0, 3);

    // Then
    assertThat(fused.rows()).containsExactly(1, 2, 3);
  }

  @Test
  void isTheFirstRetrieverWhereTheSecondFoundNothing() {
    // When
    Ranking fused = ScoreFusion.fuse(DENSE, Ranking.NOTHING, 0.5, 10);

    // Then
    assertThat(fused.rows()).containsExactly(1, 2, 3);
  }

  @Test
  void countsRowsThatAreAllEquallyGoodAsTheBest() {
    // Given
    Ranking equal = new Ranking(new int[] {7, 8}, new float[] {2f, 2f});

    // When
    Ranking fused = ScoreFusion.fuse(equal, Ranking.NOTHING, 0.5, 10);

    // Then
    assertThat(fused.scores()).containsExactly(0.5f, 0.5f);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void refusesAWeightThatIsNone(double weight) {
    // When
    var refusal = assertThatThrownBy(() -> ScoreFusion.fuse(DENSE, KEYWORDS, weight, 10));

    // Then
    refusal.isInstanceOf(IllegalArgumentException.class);
  }
}
