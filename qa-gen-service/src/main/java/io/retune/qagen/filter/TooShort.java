package io.retune.qagen.filter;

import io.retune.qagen.question.Passage;
import java.util.List;

/** Drops questions of fewer words than a number. */
final class TooShort implements QuestionFilter {

  private final int leastWords;

  TooShort(int leastWords) {
    this.leastWords = leastWords;
  }

  @Override
  public DropReason reason() {
    return DropReason.TOO_SHORT;
  }

  @Override
  public boolean drops(Candidate question, List<Candidate> kept, Passage passage) {
    List<String> words = question.words();
    long ideographs =
        words.stream().flatMapToInt(String::codePoints).filter(Character::isIdeographic).count();
    // Writing without spaces: a word has about two characters.
    return words.size() < leastWords && ideographs < 2L * leastWords;
  }
}
