package io.retune.qagen.filter;

import io.retune.qagen.question.NodeText;
import java.util.List;

/** Drops questions without a word. */
final class Empty implements QuestionFilter {

  @Override
  public DropReason reason() {
    return DropReason.EMPTY;
  }

  @Override
  public boolean drops(Candidate question, List<Candidate> kept, NodeText node) {
    return question.words().isEmpty();
  }
}
