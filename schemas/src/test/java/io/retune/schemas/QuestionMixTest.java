package io.retune.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retune.schemas.v1.ClassCount;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuestionMixTest {

  @Test
  void saysItselfInWords() {
    // Given
    QuestionMix mix = new QuestionMix(Map.of(QuestionClass.LLM, 54, QuestionClass.HUMAN, 120));

    // When
    String words = mix.inWords();

    // Then
    assertThat(words).isEqualTo("174: 120 people's, 54 a language model's");
  }

  @Test
  void saysASoleClassWithoutATotal() {
    assertThat(new QuestionMix(Map.of(QuestionClass.HUMAN, 174)).inWords())
        .isEqualTo("174 people's");
    assertThat(QuestionMix.NONE.inWords()).isEqualTo("0");
  }

  @Test
  void countsQuestionsByTheirClass() {
    // Given
    List<QuestionClass> classes =
        List.of(QuestionClass.LLM, QuestionClass.HUMAN, QuestionClass.LLM);

    // When
    QuestionMix mix = QuestionMix.of(classes);

    // Then
    assertThat(mix.total()).isEqualTo(3);
    assertThat(mix.count(QuestionClass.LLM)).isEqualTo(2);
    assertThat(mix.count(QuestionClass.LOCAL)).isZero();
  }

  @Test
  void isReadBackFromAReport() {
    // Given
    QuestionMix mix = QuestionMix.of(List.of(QuestionClass.IMPORTED, QuestionClass.HUMAN));

    // When
    QuestionMix read = QuestionMix.read(mix.toMessages());

    // Then
    assertThat(read).isEqualTo(mix);
  }

  @Test
  void refusesWhatItCannotCount() {
    // Given
    ClassCount unknown = ClassCount.newBuilder().setQuestionClass("guessed").setCount(1).build();

    // When, Then
    assertThatThrownBy(() -> QuestionMix.read(List.of(unknown)))
        .hasMessage("no class of questions is called guessed");
    assertThatThrownBy(() -> new QuestionMix(Map.of(QuestionClass.LLM, -1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
