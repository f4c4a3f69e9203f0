package io.retune.qagen.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds the noun phrases of English sentences: adjectives and nouns that end in a noun, also two of
 * them joined by "of" or "for".
 */
final class KeyPhrases {

  private static final int MAX_WORDS = 4;
  private static final int MIN_LETTERS = 3;
  private static final Set<String> JOINTS = Set.of("of", "for", "in", "on", "to");

  private KeyPhrases() {}

  /** The phrases in order of first appearance, each once whatever its case. */
  static List<KeyPhrase> of(List<Sentence> sentences) {
    Map<String, String> asFirstSeen = new LinkedHashMap<>();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Sentence sentence : sentences) {
      for (String phrase : phrases(sentence)) {
        String folded = phrase.toLowerCase(Locale.ENGLISH);
        asFirstSeen.putIfAbsent(folded, phrase);
        counts.merge(folded, 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .map(
            entry ->
                new KeyPhrase(
                    asFirstSeen.get(entry.getKey()), weight(entry.getKey(), entry.getValue())))
        .toList();
  }

  private static double weight(String phrase, int count) {
    long words = phrase.chars().filter(character -> character == ' ').count() + 1;
    // A single noun seldom tells one node from another.
    return Math.min(words, MAX_WORDS) * Math.sqrt(count);
  }

  private static List<String> phrases(Sentence sentence) {
    List<String> found = new ArrayList<>();
    List<Word> words = sentence.words();
    int start = 0;
    while (start < words.size()) {
      int end = endOfPhrase(words, start);
      if (end == start) {
        start++;
        continue;
      }
      found.add(sentence.phrase(start, end));
      if (end + 1 < words.size() && JOINTS.contains(words.get(end).text())) {
        int next = end + 1;
        if (next < words.size() && words.get(next).is("DET")) {
          next++;
        }
        int endOfNext = endOfPhrase(words, next);
        if (endOfNext > next) {
          found.add(sentence.phrase(start, endOfNext));
        }
      }
      start = end;
    }
    return found;
  }

  /** The end of the longest noun phrase that starts here; {@code start} itself where none does. */
  private static int endOfPhrase(List<Word> words, int start) {
    int end = start;
    for (int i = start; i < Math.min(words.size(), start + MAX_WORDS); i++) {
      Word word = words.get(i);
      if (!isText(word) || !(word.isNominal() || word.is("ADJ"))) {
        break;
      }
      if (word.isNominal()) {
        end = i + 1;
      }
    }
    return end;
  }

  private static boolean isText(Word word) {
    long letters = word.text().codePoints().filter(Character::isLetter).count();
    return letters >= MIN_LETTERS && letters * 2 > word.text().length();
  }
}
