package io.retune.eval.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RankFusionTest {
  @Test
  void addsReciprocalRanksOfBothRetrievers() {
    // Given
    Rankings first = RankingsOfRows.of(new int[] {1, 2, 3});
    Rankings second = RankingsOfRows.of(new int[] {2, 4, 3});

    // When
    Rankings fused = RankFusion.fuse(first, second, 10);

    // Then: 2 has 1/62 + 1/61, 3 has 2/63, 1 has 1/61, 4 has 1/62.
    assertThat(fused.of(0)).containsExactly(2, 3, 1, 4);
  }

  @Test
  void ranksEqualScoresByRowAndKeepsToTheDepth() {
    // Given
    Rankings first = RankingsOfRows.of(new int[] {9});
    Rankings second = RankingsOfRows.of(new int[] {4, 5});

    // When
    Rankings fused = RankFusion.fuse(first, second, 2);

    // Then
    assertThat(fused.of(0)).containsExactly(4, 9);
  }
}
