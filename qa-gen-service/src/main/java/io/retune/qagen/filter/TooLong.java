package io.retune.qagen.filter;

import io.retune.qagen.question.Passage;
import java.util.List;

/** Drops questions of more characters than a number. */
final class TooLong implements QuestionFilter {

  private final int mostCharacters;

  TooLong(int mostCharacters) {
    this.mostCharacters = mostCharacters;
  }

  @Override
  public DropReason reason() {
    return DropReason.TOO_LONG;
  }

  @Override
  public boolean drops(Candidate question, List<Candidate> kept, Passage passage) {
    return question.question().text().length() > mostCharacters;
  }
}
