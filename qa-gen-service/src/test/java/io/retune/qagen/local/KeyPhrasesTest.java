package io.retune.qagen.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyPhrasesTest {

  private static final EnglishGrammar GRAMMAR = new EnglishGrammar();

  @Test
  void findsWhatASentenceSpeaksAbout() {
    // Given
    Sentence sentence =
        GRAMMAR.analyse("The harbour office sends storm warnings to small fishing boats.");

    // When
    List<KeyPhrase> phrases = KeyPhrases.of(List.of(sentence));

    // Then
    assertThat(phrases)
        .extracting(KeyPhrase::text)
        .contains("harbour office", "storm warnings", "small fishing boats");
  }

  @Test
  void weighsRepeatedAndLongerPhrasesMore() {
    // Given
    List<Sentence> sentences =
        List.of(
            GRAMMAR.analyse("The storm warnings reach the boat."),
            GRAMMAR.analyse("All storm warnings are read aloud."));

    // When
    List<KeyPhrase> phrases = KeyPhrases.of(sentences);

    // Then
    assertThat(weight(phrases, "storm warnings")).isGreaterThan(weight(phrases, "boat"));
  }

  private static double weight(List<KeyPhrase> phrases, String text) {
    return phrases.stream()
        .filter(phrase -> phrase.text().equals(text))
        .findFirst()
        .orElseThrow()
        .weight();
  }
}
