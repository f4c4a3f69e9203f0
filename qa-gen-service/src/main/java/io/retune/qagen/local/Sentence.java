package io.retune.qagen.local;

import java.util.List;

/** A sentence of a node with its words in order. */
record Sentence(String text, List<Word> words) {

  Sentence {
    words = List.copyOf(words);
  }

  /** The words from {@code from} (inclusive) to {@code to} (exclusive), spaced as in the text. */
  String phrase(int from, int to) {
    StringBuilder phrase = new StringBuilder();
    for (Word word : words.subList(from, to)) {
      if (word.spaceBefore() && !phrase.isEmpty()) {
        phrase.append(' ');
      }
      phrase.append(word.text());
    }
    return phrase.toString();
  }
}
