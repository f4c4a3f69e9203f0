package io.retune.chassis.language;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * Tells the language of a text from its first {@value #MAX_CHARACTERS} characters, where there is
 * enough of it to be sure. The model is read at the first use. Thread-safe.
 */
public final class LanguageDetector {
  /** What a longer text is cut to. */
  public static final int MAX_CHARACTERS = 4_000;

  private static final String MODEL = "/langdetect-183.bin";

  /** Of less text, the model's guesses are often wrong. */
  private static final int MIN_LETTERS = 60;

  /**
   * How many times as likely as the next the best of the model's 103 languages must be, as a
   * logarithm: close relatives such as Danish and Norwegian are 1.5 apart.
   */
  private static final double MIN_LEAD = Math.log(1.3);

  private final Map<String, String> twoLetters = twoLetters();
  private final CharacterGrams grams = new CharacterGrams();
  private LanguageWeights model;

  /** ISO 639 code of two letters where there is one, else of three; empty where not sure. */
  public Optional<String> of(String text) {
    String sample = text.substring(0, Math.min(text.length(), MAX_CHARACTERS));
    if (sample.codePoints().filter(Character::isLetter).count() < MIN_LETTERS) {
      return Optional.empty();
    }
    LanguageWeights languages = model();
    double[] scores = languages.scores(grams.of(sample));
    int best = 0;
    double next = Double.NEGATIVE_INFINITY;
    for (int language = 1; language < scores.length; language++) {
      if (scores[language] > scores[best]) {
        next = scores[best];
        best = language;
      } else {
        next = Math.max(next, scores[language]);
      }
    }
    if (scores[best] - next < MIN_LEAD) {
      return Optional.empty();
    }
    // The model tells Mandarin from other Chinese, which codes of two letters do not.
    String outcome = languages.language(best);
    String code = outcome.equals("cmn") ? "zho" : outcome;
    return Optional.of(twoLetters.getOrDefault(code, code));
  }

  private synchronized LanguageWeights model() {
    if (model == null) {
      try (InputStream bytes = LanguageDetector.class.getResourceAsStream(MODEL)) {
        if (bytes == null) {
          throw new FileNotFoundException(MODEL + " is not on the class path");
        }
        model = LanguageWeights.of(new LanguageDetectorModel(bytes));
      } catch (IOException e) {
        throw new UncheckedIOException("the language model cannot be read", e);
      }
    }
    return model;
  }

  private static Map<String, String> twoLetters() {
    return Arrays.stream(Locale.getISOLanguages())
        .collect(
            Collectors.toUnmodifiableMap(
                code -> Locale.forLanguageTag(code).getISO3Language(),
                code -> code,
                (first, second) -> second));
  }
}
