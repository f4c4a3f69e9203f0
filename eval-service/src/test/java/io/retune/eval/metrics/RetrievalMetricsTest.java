package io.retune.eval.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import io.retune.eval.ranking.Rankings;
import io.retune.eval.ranking.RankingsOfRows;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RetrievalMetricsTest {
  private static final Offset<Double> FIVE_PLACES = within(0.000005);

  @Test
  void scoresAQuestionWithThreeAnswersOneOfThemAmongTheFirstThree() {
    // Given
    int[] ranking = {5, 3, 9, 1};
    int[] answers = {3, 1, 7};

    // When
    RetrievalMetrics metrics = RetrievalMetrics.ofQuestion(ranking, answers, 3);

    // Then: gain 1/log2(3) = .63093, ideal gain 1 + 1/log2(3) + 1/2 = 2.13093.
    assertThat(metrics.hitRate()).isEqualTo(1);
    assertThat(metrics.mrr()).isEqualTo(0.5);
    assertThat(metrics.precision()).isCloseTo(0.33333, FIVE_PLACES);
    assertThat(metrics.recall()).isCloseTo(0.33333, FIVE_PLACES);
    assertThat(metrics.averagePrecision()).isCloseTo(0.16667, FIVE_PLACES);
    assertThat(metrics.ndcg()).isCloseTo(0.29608, FIVE_PLACES);
  }

  @Test
  void scoresTheSameQuestionHigherWhereTheNextRowIsAnAnswerToo() {
    // Given
    int[] ranking = {5, 3, 9, 1};
    int[] answers = {3, 1, 7};

    // When
    RetrievalMetrics metrics = RetrievalMetrics.ofQuestion(ranking, answers, 4);

    // Then: gain .63093 + 1/log2(5) = 1.06161; precision 1/2 at both answers.
    assertThat(metrics.mrr()).isEqualTo(0.5);
    assertThat(metrics.precision()).isEqualTo(0.5);
    assertThat(metrics.recall()).isCloseTo(0.66667, FIVE_PLACES);
    assertThat(metrics.averagePrecision()).isCloseTo(0.33333, FIVE_PLACES);
    assertThat(metrics.ndcg()).isCloseTo(0.49819, FIVE_PLACES);
  }

  @Test
  void countsAllAnswersInTheIdealGainEvenWhereThereAreMoreThanTheCutOff() {
    // Given
    int[] ranking = {4, 8};
    int[] answers = {4, 8};

    // When
    RetrievalMetrics metrics = RetrievalMetrics.ofQuestion(ranking, answers, 1);

    // Then: 1 / (1 + 1/log2(3)).
    assertThat(metrics.ndcg()).isCloseTo(0.61315, FIVE_PLACES);
    assertThat(metrics.precision()).isEqualTo(1);
    assertThat(metrics.recall()).isEqualTo(0.5);
  }

  @Test
  void dividesPrecisionByTheRowsThereAreWhereTheyAreFewerThanTheCutOff() {
    // Given
    int[] ranking = {4, 8};

    // When
    RetrievalMetrics metrics = RetrievalMetrics.ofQuestion(ranking, new int[] {8}, 10);

    // Then
    assertThat(metrics.precision()).isEqualTo(0.5);
    assertThat(metrics.mrr()).isEqualTo(0.5);
  }

  @Test
  void scoresNothingWhereTheAnswerIsBehindTheCutOff() {
    // Given
    int[] ranking = {1, 2, 3};

    // When
    RetrievalMetrics metrics = RetrievalMetrics.ofQuestion(ranking, new int[] {3}, 2);

    // Then
    assertThat(metrics).isEqualTo(new RetrievalMetrics(2, 0, 0, 0, 0, 0, 0));
    assertThat(RetrievalMetrics.reciprocalRank(ranking, new int[] {3}, 2)).isZero();
  }

  @Test
  void averagesOverQuestions() {
    // Given
    Rankings rankings = RankingsOfRows.of(new int[] {1, 2}, new int[] {2, 1}, new int[] {3, 4});
    int[][] answers = {{1}, {1}, {1}};

    // When
    RetrievalMetrics metrics = MetricsAverage.of(rankings, answers, 2);

    // Then
    assertThat(metrics.hitRate()).isCloseTo(2 / 3.0, FIVE_PLACES);
    assertThat(metrics.mrr()).isCloseTo((1 + 0.5) / 3, FIVE_PLACES);
  }

  @Test
  void refusesAQuestionWithoutAnswers() {
    // Given
    int[] none = {};

    // When
    Throwable thrown = catchThrowable(() -> RetrievalMetrics.ofQuestion(new int[] {1}, none, 5));

    // Then
    assertThat(thrown).hasMessageContaining("without answers");
  }
}
