package io.retune.qagen.filter;

import io.retune.qagen.question.NodeText;
import java.util.List;

/** Drops questions that have too many characters. */
final class TooLong implements QuestionFilter {

  private final int maxCharacters;

  TooLong(int maxCharacters) {
    this.maxCharacters = maxCharacters;
  }

  @Override
  public DropReason reason() {
    return DropReason.TOO_LONG;
  }

  @Override
  public boolean drops(Candidate question, List<Candidate> kept, NodeText node) {
    return question.question().text().length() > maxCharacters;
  }
}
