package io.retune.eval.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.eval.evaluation.RankChanges.RankChange;
import io.retune.eval.ranking.Ranking;
import io.retune.eval.ranking.Rankings;
import io.retune.eval.ranking.VectorTable;
import io.retune.schemas.QuestionClass;
import io.retune.schemas.QuestionMix;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The answer of each question is row 0; a ranking here is the rank that it has. */
class RankChangesTest {
  private static final int K = 3;

  @Test
  void countsWhatIsWonAndLostAndShowsTheLargestDifferencesTheLostFirst() {
    // Given
    Rankings base = ranks(1, 2, 3, 2, 9);
    Rankings adapter = ranks(3, 1, 2, 2, 9);

    // When
    RankChanges changes = RankChanges.between(base, adapter, questions(5), K);

    // Then: 1/3 - 1, 1 - 1/2, 1/2 - 1/3
    assertThat(changes)
        .isEqualTo(
            new RankChanges(2, 1, List.of(change(0, 1, 3), change(1, 2, 1), change(2, 3, 2))));
  }

  @Test
  void whatIsBeyondTheRanksThatCountHasNone() {
    // Given
    Rankings base = ranks(4, 1);
    Rankings adapter = ranks(1, 5);

    // When
    RankChanges changes = RankChanges.between(base, adapter, questions(2), K);

    // Then
    assertThat(changes.largest()).containsExactly(change(1, 1, 0), change(0, 0, 1));
  }

  @Test
  void keepsSoManyOfEitherSide() {
    // Given
    int half = 2 * RankChanges.KEPT;
    Rankings base = ranks(IntStream.range(0, 2 * half).map(i -> i < half ? 1 : 2).toArray());
    Rankings adapter = ranks(IntStream.range(0, 2 * half).map(i -> i < half ? 2 : 1).toArray());

    // When
    RankChanges changes = RankChanges.between(base, adapter, questions(2 * half), K);

    // Then
    assertThat(changes.won()).isEqualTo(half);
    assertThat(changes.lost()).isEqualTo(half);
    assertThat(changes.largest()).hasSize(2 * RankChanges.KEPT);
  }

  private static RankChange change(int question, int baseRank, int rank) {
    return new RankChange(new QuestionKey("q" + question, "n"), baseRank, rank);
  }

  private static Rankings ranks(int... ranks) {
    return new Rankings(
        Arrays.stream(ranks)
            .mapToObj(
                rank ->
                    new Ranking(
                        IntStream.rangeClosed(1, 10)
                            .map(place -> place == rank ? 0 : place)
                            .toArray(),
                        new float[10]))
            .toArray(Ranking[]::new));
  }

  private static QuestionSet questions(int count) {
    return new QuestionSet(
        "evidence",
        QuestionMix.of(Collections.nCopies(count, QuestionClass.HUMAN)),
        new VectorTable(1, new float[count]),
        IntStream.range(0, count).mapToObj(i -> new QuestionKey("q" + i, "n")).toList(),
        Collections.nCopies(count, "?"),
        IntStream.range(0, count).mapToObj(i -> new int[] {0}).toArray(int[][]::new),
        IntStream.range(0, count).toArray());
  }
}
