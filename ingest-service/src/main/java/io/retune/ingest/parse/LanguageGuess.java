package io.retune.ingest.parse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/** Guesses the language of a document from its first text. Thread-safe. */
final class LanguageGuess {
  private static final String MODEL = "/langdetect-183.bin";

  /** Of less text, the model's guesses are often wrong. */
  private static final int MIN_CHARACTERS = 60;

  private static final int MAX_CHARACTERS = 4_000;

  /** By how much the best guess must lead the next; the model knows 103 languages. */
  private static final double MIN_LEAD = 1.1;

  private final LanguageDetectorModel model;
  private final Map<String, String> twoLetters;

  private LanguageGuess(LanguageDetectorModel model) {
    this.model = model;
    this.twoLetters = twoLetters();
  }

  /** Loads the model from the class path. */
  static LanguageGuess load() {
    try (InputStream bytes = LanguageGuess.class.getResourceAsStream(MODEL)) {
      return new LanguageGuess(new LanguageDetectorModel(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("the language model cannot be read", e);
    }
  }

  /** ISO 639 code of two letters where there is one, else of three; empty where not sure. */
  String of(List<Section> sections) {
    String sample = sample(sections);
    if (sample.codePoints().filter(Character::isLetter).count() < MIN_CHARACTERS) {
      return "";
    }
    Language[] guesses = new LanguageDetectorME(model).predictLanguages(sample);
    if (guesses.length > 1 && guesses[0].getConfidence() < MIN_LEAD * guesses[1].getConfidence()) {
      return "";
    }
    // The model tells Mandarin from other Chinese, which ISO 639-1 does not.
    String code = guesses[0].getLang().equals("cmn") ? "zho" : guesses[0].getLang();
    return twoLetters.getOrDefault(code, code);
  }

  private static String sample(List<Section> sections) {
    StringBuilder sample = new StringBuilder();
    for (Section section : sections) {
      for (String paragraph : section.paragraphs()) {
        sample.append(paragraph).append('\n');
        if (sample.length() >= MAX_CHARACTERS) {
          return sample.substring(0, MAX_CHARACTERS);
        }
      }
    }
    return sample.toString();
  }

  private static Map<String, String> twoLetters() {
    Map<String, String> codes = new HashMap<>();
    for (String code : Locale.getISOLanguages()) {
      codes.put(Locale.forLanguageTag(code).getISO3Language(), code);
    }
    return Map.copyOf(codes);
  }
}
