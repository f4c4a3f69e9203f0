package io.retune.qagen.filter;

import io.retune.qagen.question.NodeText;
import java.util.List;

/**
 * Drops a question with nearly the same words as another one of the node: the Jaccard similarity of
 * their sets of words and word pairs reaches a bound. A node has some tens of questions, so all
 * pairs are compared.
 */
final class NearDuplicate implements QuestionFilter {

  private final double bound;

  NearDuplicate(double bound) {
    this.bound = bound;
  }

  @Override
  public DropReason reason() {
    return DropReason.NEAR_DUPLICATE;
  }

  @Override
  public boolean drops(Candidate question, List<Candidate> kept, NodeText node) {
    return kept.stream().anyMatch(other -> question.isLike(other, bound));
  }
}
