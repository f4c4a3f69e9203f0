package io.retune.qagen.filter;

import io.retune.qagen.question.AskedQuestion;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A question with what the filters look at.
 *
 * @param words without what makes no difference: case, punctuation, width and accents written in
 *     two ways
 * @param shingles the words and the pairs of neighbours among them
 */
record Candidate(AskedQuestion question, List<String> words, Set<String> shingles) {

  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

  static Candidate of(AskedQuestion question) {
    String folded =
        Normalizer.normalize(question.text(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    List<String> words =
        Arrays.stream(NO_WORD.split(folded)).filter(word -> !word.isEmpty()).toList();
    Set<String> shingles = new HashSet<>(words);
    for (int i = 1; i < words.size(); i++) {
      shingles.add(words.get(i - 1) + ' ' + words.get(i));
    }
    return new Candidate(question, words, shingles);
  }

  /** Whether their {@link #similarity} reaches a bound. Both candidates must have words. */
  boolean isLike(Candidate other, double bound) {
    // There is no more in common than the smaller one has; most pairs differ too much in length.
    return largestSimilarity(other) >= bound && similarity(other) >= bound;
  }

  private double largestSimilarity(Candidate other) {
    return (double) Math.min(shingles.size(), other.shingles.size())
        / Math.max(shingles.size(), other.shingles.size());
  }

  /** The Jaccard similarity of the shingles, from 0 to 1. Both candidates must have words. */
  double similarity(Candidate other) {
    int common = 0;
    for (String shingle : shingles) {
      if (other.shingles.contains(shingle)) {
        common++;
      }
    }
    return (double) common / (shingles.size() + other.shingles.size() - common);
  }
}
