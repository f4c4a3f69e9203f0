package io.retune.qagen.local;

import java.util.LinkedHashMap;
import java.util.Map;
import opennlp.tools.lemmatizer.Lemmatizer;

/**
 * Base forms of words, found once and kept for the words that come most: the model weighs thousands
 * of endings for each, which took longer than all else that is done with a node. Thread-safe.
 */
final class BaseForms {

  /** The verbs of a large collection, in a few megabytes. */
  private static final int KEPT = 20_000;

  private final Lemmatizer lemmatizer;
  private final Map<Tagged, String> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Tagged, String> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * @param lemmatizer thread-safe, and with one answer for a word and its part of speech
   */
  BaseForms(Lemmatizer lemmatizer) {
    this.lemmatizer = lemmatizer;
  }

  private record Tagged(String word, String tag) {}

  /** The base form of a word in small letters. */
  String of(String word, String tag) {
    Tagged tagged = new Tagged(word, tag);
    synchronized (known) {
      String form = known.get(tagged);
      if (form != null) {
        return form;
      }
    }
    String form = lemmatizer.lemmatize(new String[] {word}, new String[] {tag})[0];
    synchronized (known) {
      known.put(tagged, form);
    }
    return form;
  }
}
