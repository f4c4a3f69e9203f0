package io.retune.eval.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.retune.eval.ranking.Ranking;
import io.retune.eval.ranking.Rankings;
import io.retune.eval.ranking.VectorTable;
import io.retune.schemas.QuestionClass;
import io.retune.schemas.QuestionMix;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FusionChoiceTest {
  private static final int QUESTIONS = 40;
  private static final FusionChoice CHOICE = new FusionChoice(List.of(0.5, 0.0, 0.9), 20, 0.2);

  /** Row 0 answers; the adapter ranks it second, keyword search first. */
  private static final Ranking ADAPTER =
      new Ranking(new int[] {1, 0, 2}, new float[] {1f, 0.6f, 0f});

  private static final Ranking KEYWORDS = new Ranking(new int[] {0, 1}, new float[] {2f, 1f});
  private static final Ranking WRONG_KEYWORDS = new Ranking(new int[] {2, 1}, new float[] {2f, 1f});

  @Test
  void choosesTheLowestOfTheWeightsThatRankTheAnswersHighest() {
    // Given
    Rankings found = everywhere(ADAPTER);
    Rankings byKeywords = everywhere(KEYWORDS);

    // When
    FusionWeights weights = CHOICE.choose(questions(QUESTIONS), found, byKeywords);

    // Then
    assertThat(weights).isEqualTo(new FusionWeights(0.5, QUESTIONS, 0.5, 0.5));
  }

  @Test
  void choosesNoKeywordsWhereTheyHarm() {
    // Given
    Rankings found = everywhere(ADAPTER);
    Rankings byKeywords = everywhere(WRONG_KEYWORDS);

    // When
    FusionWeights weights = CHOICE.choose(questions(QUESTIONS), found, byKeywords);

    // Then
    assertThat(weights.weight()).isZero();
  }

  @Test
  void fusesTheQuestionsOfEachHalfWithWhatTheOtherHalfChose() {
    // Given
    Rankings found = everywhere(ADAPTER);
    Rankings byKeywords =
        new Rankings(
            IntStream.range(0, QUESTIONS)
                .mapToObj(question -> question % 2 == 0 ? KEYWORDS : WRONG_KEYWORDS)
                .toArray(Ranking[]::new));

    // When
    FusionWeights weights = CHOICE.choose(questions(QUESTIONS), found, byKeywords);

    // Then
    assertThat(weights.of(0)).isZero();
    assertThat(weights.of(1)).isEqualTo(0.5);
  }

  @Test
  void keepsToItsSettingWhereThereAreTooFewQuestions() {
    // When
    FusionWeights weights = CHOICE.choose(questions(19), everywhere(ADAPTER), everywhere(KEYWORDS));

    // Then
    assertThat(weights).isEqualTo(FusionWeights.fixed(0.2));
  }

  private static Rankings everywhere(Ranking ranking) {
    return new Rankings(Collections.nCopies(QUESTIONS, ranking).toArray(Ranking[]::new));
  }

  private static QuestionSet questions(int count) {
    return new QuestionSet(
        "evidence",
        new QuestionMix(Map.of(QuestionClass.HUMAN, count)),
        new VectorTable(1, new float[count]),
        Collections.nCopies(count, new QuestionKey("q", "n")),
        Collections.nCopies(count, "?"),
        IntStream.range(0, count).mapToObj(question -> new int[] {0}).toArray(int[][]::new),
        IntStream.range(0, count).toArray());
  }
}
