package io.retune.chassis.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import opennlp.tools.langdetect.LanguageDetectorFactory;
import opennlp.tools.langdetect.LanguageDetectorModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageDetectorTest {
  private static final String ENGLISH =
      "The lighthouse keeper records the height of the tide every morning for the harbour office.\n";
  private static final String GERMAN =
      "Der Leuchtturmwärter misst jeden Morgen die Höhe der Flut und schickt sie an das Hafenamt.\n";

  private static final String SPANISH =
      "El farero anota cada mañana la altura de la marea y la envía a la oficina del puerto.\n";

  private final LanguageDetector languages = new LanguageDetector();

  @ParameterizedTest
  @CsvSource({
    "en,The lighthouse keeper records the height of the tide every morning for the harbour office.",
    "de,Der Leuchtturmwärter misst jeden Morgen die Höhe der Flut und schickt sie an das Hafenamt.",
    "fr,Le gardien du phare note chaque matin la hauteur de la marée et l'envoie au bureau du port.",
    "da,Fyrmesteren måler hver morgen tidevandets højde og sender den videre til havnekontoret i byen.",
    "ru,Смотритель маяка каждое утро записывает высоту прилива и отправляет её в контору порта.",
    "zh,灯塔看守人每天早晨记录潮水的高度并把它送到港口办公室。渔民们根据这些记录决定什么时候出海，什么时候回来。" + "港口的官员每个月都会检查这些记录，并且把它们保存在城里的档案馆里。"
  })
  void tellsTheLanguageOfASentence(String language, String text) {
    // When
    Optional<String> told = languages.of(text);

    // Then
    assertThat(told).contains(language);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ENGLISH,
        GERMAN + SPANISH,
        "Смотритель МАЯКА каждое утро записывает высоту прилива",
        "灯塔看守人每天早晨记录潮水的高度并把它送到港口办公室",
        "",
        "a",
        "RT @someone see https://example.org/x?y=1 12,345 times 😀😀 sooooo loooong mail@example.org"
      })
  void takesATextApartAsOpenNlpDoes(String text) {
    // When
    long[] grams = new CharacterGrams().of(text);

    // Then
    CharSequence[] theirs = new LanguageDetectorFactory().getContextGenerator().getContext(text);
    assertThat(grams)
        .doesNotHaveDuplicates()
        .isSorted()
        .containsExactlyInAnyOrder(
            Arrays.stream(theirs)
                .mapToLong(gram -> CharacterGrams.number(gram.toString()))
                .distinct()
                .toArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {ENGLISH, GERMAN + SPANISH, "灯塔看守人每天早晨记录潮水的高度", "", "ab"})
  void weighsATextAsOpenNlpDoes(String text) throws IOException {
    // Given
    LanguageDetectorModel model;
    try (InputStream bytes =
        LanguageDetectorTest.class.getResourceAsStream("/langdetect-183.bin")) {
      model = new LanguageDetectorModel(bytes);
    }

    // When
    double[] scores = LanguageWeights.of(model).scores(new CharacterGrams().of(text));

    // Then
    CharSequence[] grams = new LanguageDetectorFactory().getContextGenerator().getContext(text);
    String[] theirGrams =
        Arrays.stream(grams).map(CharSequence::toString).distinct().toArray(String[]::new);
    double[] theirs = model.getMaxentModel().eval(theirGrams);
    double sum = Arrays.stream(scores).map(Math::exp).sum();
    assertThat(Arrays.stream(scores).map(score -> Math.exp(score) / sum).toArray())
        .containsExactly(theirs, within(1e-12));
  }

  @Test
  void doesNotGuessFromAFewWords() {
    // When
    Optional<String> told = languages.of("tide table");

    // Then
    assertThat(told).isEmpty();
  }

  @Test
  void doesNotGuessBetweenTwoLanguagesOfOneText() {
    // When
    Optional<String> told = languages.of(SPANISH + ENGLISH);

    // Then
    assertThat(told).isEmpty();
  }

  @Test
  void aLongTextIsToldByItsBeginning() {
    // Given
    int sentences = 1 + LanguageDetector.MAX_CHARACTERS / ENGLISH.length();

    // When
    Optional<String> told = languages.of(ENGLISH.repeat(sentences) + GERMAN.repeat(sentences * 10));

    // Then
    assertThat(told).contains("en");
  }

  @Test
  void whatFollowsTheBeginningDoesNotMakeUpForTooFewLetters() {
    // When
    Optional<String> told =
        languages.of("1 ".repeat(LanguageDetector.MAX_CHARACTERS / 2) + ENGLISH.repeat(9));

    // Then
    assertThat(told).isEmpty();
  }
}
