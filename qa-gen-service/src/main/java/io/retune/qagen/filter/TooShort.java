package io.retune.qagen.filter;

import io.retune.qagen.question.NodeText;
import java.util.List;

/** Drops questions that have too few words. */
final class TooShort implements QuestionFilter {

  private final int minWords;

  TooShort(int minWords) {
    this.minWords = minWords;
  }

  @Override
  public DropReason reason() {
    return DropReason.TOO_SHORT;
  }

  @Override
  public boolean drops(Candidate question, List<Candidate> kept, NodeText node) {
    List<String> words = question.words();
    long ideographs =
        words.stream().flatMapToInt(String::codePoints).filter(Character::isIdeographic).count();
    // Writing without spaces: a word has about two characters.
    return words.size() < minWords && ideographs < 2L * minWords;
  }
}
