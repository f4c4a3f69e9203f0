package io.retune.qagen.question;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorModel;
import opennlp.tools.langdetect.ThreadSafeLanguageDetectorME;

/**
 * Tells the language of a text, where there is enough of it to be sure. The model is read at the
 * first use. Thread-safe.
 */
public final class PassageLanguage {

  private static final String MODEL = "/langdetect-183.bin";

  /** Of less text, the model's guesses are often wrong. */
  private static final int MIN_LETTERS = 60;

  private static final int MAX_CHARACTERS = 2_000;

  /**
   * By how much the best guess must lead the next: close relatives such as Danish and Norwegian are
   * 1.5 apart.
   */
  private static final double MIN_LEAD = 1.3;

  private static final Map<String, String> TWO_LETTERS = twoLetters();

  private ThreadSafeLanguageDetectorME detector;

  /** The code of two letters where there is one, else of three; empty where not sure. */
  public Optional<String> of(String text) {
    if (text.codePoints().filter(Character::isLetter).count() < MIN_LETTERS) {
      return Optional.empty();
    }
    Language[] guesses =
        detector().predictLanguages(text.substring(0, Math.min(text.length(), MAX_CHARACTERS)));
    if (guesses[0].getConfidence() < MIN_LEAD * guesses[1].getConfidence()) {
      return Optional.empty();
    }
    // The model tells Mandarin from other Chinese, which codes of two letters do not.
    String code = guesses[0].getLang().equals("cmn") ? "zho" : guesses[0].getLang();
    return Optional.of(TWO_LETTERS.getOrDefault(code, code));
  }

  private synchronized ThreadSafeLanguageDetectorME detector() {
    if (detector == null) {
      try (InputStream model = PassageLanguage.class.getResourceAsStream(MODEL)) {
        detector = new ThreadSafeLanguageDetectorME(new LanguageDetectorModel(model));
      } catch (IOException e) {
        throw new UncheckedIOException("language model " + MODEL + " cannot be read", e);
      }
    }
    return detector;
  }

  private static Map<String, String> twoLetters() {
    Map<String, String> codes = new HashMap<>();
    Arrays.stream(Locale.getISOLanguages())
        .forEach(code -> codes.put(Locale.forLanguageTag(code).getISO3Language(), code));
    return Map.copyOf(codes);
  }
}
