package io.retune.qagen.filter;

import io.retune.qagen.question.NodeText;
import java.util.List;

/** Drops a question whose words another one of the node has in the same order. */
final class Duplicate implements QuestionFilter {

  @Override
  public DropReason reason() {
    return DropReason.DUPLICATE;
  }

  @Override
  public boolean drops(Candidate question, List<Candidate> kept, NodeText node) {
    return kept.stream().map(Candidate::words).anyMatch(question.words()::equals);
  }
}
