package io.retune.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retune.schemas.v1.Origin;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class QuestionClassTest {

  @ParameterizedTest
  @EnumSource(QuestionClass.class)
  void isReadBackFromItsNameAndItsOrigin(QuestionClass questionClass) {
    // Given
    String name = questionClass.wireName();

    // When
    var read = QuestionClass.named(name);

    // Then
    assertThat(read).contains(questionClass);
    assertThat(QuestionClass.of(questionClass.toOrigin())).contains(questionClass);
  }

  @ParameterizedTest
  @EnumSource(
      value = Origin.class,
      names = {"ORIGIN_UNSPECIFIED", "UNRECOGNIZED"})
  void anOriginThatSaysNothingHasNoClass(Origin origin) {
    assertThat(QuestionClass.of(origin)).isEmpty();
  }

  @Test
  void readsTheNameThatHumanQuestionsHadBefore() {
    assertThat(QuestionClass.named("feedback")).contains(QuestionClass.HUMAN);
    assertThat(QuestionClass.named("real")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "LOCAL, ORIGIN_LOCAL",
    "LLM, ORIGIN_LLM",
    "IMPORTED, ORIGIN_IMPORTED",
    "HUMAN, ORIGIN_FEEDBACK",
    "UNLABELLED, ORIGIN_UNLABELLED"
  })
  void itsNameInDigestsNeverChanges(QuestionClass questionClass, String name) {
    assertThat(questionClass.nameInDigests()).isEqualTo(name);
  }

  @Test
  void trainingsDrawInTheOrderOfTheOrigins() {
    // Given
    QuestionClass[] classes = QuestionClass.values();

    // When
    List<QuestionClass> sorted = Arrays.stream(classes).sorted(QuestionClass.BY_ORIGIN).toList();

    // Then
    assertThat(sorted)
        .containsExactly(
            QuestionClass.LOCAL,
            QuestionClass.LLM,
            QuestionClass.IMPORTED,
            QuestionClass.HUMAN,
            QuestionClass.UNLABELLED);
  }

  @ParameterizedTest
  @CsvSource({
    "HUMAN, 120, 120 people's",
    "LLM, 54, 54 a language model's",
    "IMPORTED, 3, 3 imported",
    "LOCAL, 7, 7 cut from the text"
  })
  void saysHowManyInWords(QuestionClass questionClass, int count, String words) {
    assertThat(questionClass.inWords(count)).isEqualTo(words);
  }

  @Test
  void refusesANegativeCount() {
    assertThatThrownBy(() -> QuestionClass.LLM.inWords(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "HUMAN, true, true",
    "IMPORTED, true, true",
    "LLM, true, false",
    "LOCAL, false, false",
    "UNLABELLED, false, false"
  })
  void isEvidenceByTheRule(QuestionClass questionClass, boolean withModel, boolean without) {
    assertThat(new EvidenceRule(true).counts(questionClass)).isEqualTo(withModel);
    assertThat(new EvidenceRule(false).counts(questionClass)).isEqualTo(without);
  }

  @Test
  void questionSetsOfOlderReportsAreRead() {
    assertThat(QuestionSetName.named("real")).contains(QuestionSetName.EVIDENCE);
    assertThat(QuestionSetName.named("evidence")).contains(QuestionSetName.EVIDENCE);
    assertThat(QuestionSetName.named("seen")).contains(QuestionSetName.SEEN);
    assertThat(QuestionSetName.named("")).isEmpty();
  }
}
