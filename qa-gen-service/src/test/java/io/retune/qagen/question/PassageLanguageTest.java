package io.retune.qagen.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassageLanguageTest {

  private final PassageLanguage languages = new PassageLanguage();

  @ParameterizedTest
  @CsvSource({
    "en,The lighthouse keeper records the height of the tide every morning and sends it to the harbour office.",
    "de,Der Leuchtturmwärter misst jeden Morgen die Höhe der Flut und schickt sie an das Hafenamt.",
    "fr,Le gardien du phare note chaque matin la hauteur de la marée et l'envoie au bureau du port.",
    "da,Fyrmesteren måler hver morgen tidevandets højde og sender den videre til havnekontoret i byen."
  })
  void tellsTheLanguageOfASentence(String language, String text) {
    // When
    Optional<String> told = languages.of(text);

    // Then
    assertThat(told).contains(language);
  }

  @Test
  void doesNotGuessFromAFewWords() {
    // When
    Optional<String> told = languages.of("tide table");

    // Then
    assertThat(told).isEmpty();
  }
}
