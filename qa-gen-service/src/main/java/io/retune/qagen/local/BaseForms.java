package io.retune.qagen.local;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import opennlp.tools.lemmatizer.Lemmatizer;

/**
 * Base forms of words, found once and kept for the words that come most: the model weighs thousands
 * of endings for each. Thread-safe.
 */
final class BaseForms {

  /** The verbs of a large collection. */
  private static final long KEPT_BYTES = 4 << 20;

  private static final int BYTES_BESIDE_THE_TEXT = 200;

  private final LoadingCache<Tagged, String> known;

  /**
   * @param lemmatizer thread-safe, and with one answer for a word and its part of speech
   */
  BaseForms(Lemmatizer lemmatizer) {
    this.known =
        Caffeine.newBuilder()
            .maximumWeight(KEPT_BYTES)
            .weigher((Tagged word, String form) -> BYTES_BESIDE_THE_TEXT + 4 * word.text().length())
            .build(word -> lemmatize(lemmatizer, word));
  }

  private record Tagged(String text, String tag) {}

  /** The base form of a word in small letters. */
  String of(String word, String tag) {
    return known.get(new Tagged(word, tag));
  }

  private static String lemmatize(Lemmatizer lemmatizer, Tagged word) {
    return lemmatizer.lemmatize(new String[] {word.text()}, new String[] {word.tag()})[0];
  }
}
