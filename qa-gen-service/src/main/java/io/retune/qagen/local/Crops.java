package io.retune.qagen.local;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs of words cut out of a text at random, in any language. */
final class Crops {

  static final int MIN_WORDS = 8;
  static final int MAX_WORDS = 24;

  private final String text;
  private final List<int[]> words;

  private Crops(String text, List<int[]> words) {
    this.text = text;
    this.words = words;
  }

  static Crops of(String text, Locale language) {
    BreakIterator boundaries = BreakIterator.getWordInstance(language);
    boundaries.setText(text);
    List<int[]> words = new ArrayList<>();
    int start = boundaries.first();
    for (int end = boundaries.next();
        end != BreakIterator.DONE;
        start = end, end = boundaries.next()) {
      if (Character.isLetterOrDigit(text.codePointAt(start))) {
        words.add(new int[] {start, end});
      }
    }
    return new Crops(text, words);
  }

  /** Up to {@code count} runs; a text shorter than a run is given whole. */
  List<String> draw(int count, Draw draw) {
    List<String> crops = new ArrayList<>();
    for (int i = 0; i < count && !words.isEmpty(); i++) {
      int length = Math.min(words.size(), draw.between(MIN_WORDS, MAX_WORDS));
      int first = draw.between(0, words.size() - length);
      crops.add(text.substring(words.get(first)[0], words.get(first + length - 1)[1]));
    }
    return crops;
  }
}
