package io.retune.qagen.filter;

import io.retune.qagen.question.NodeText;
import java.util.List;

/** Takes one kind of bad question out of those asked of a node. Thread-safe. */
interface QuestionFilter {

  /** Why a question goes: the value of a metric's tag and of a key of the configuration. */
  DropReason reason();

  /**
   * Whether the question goes.
   *
   * @param kept the questions of the same node that stay, so far
   */
  boolean drops(Candidate question, List<Candidate> kept, NodeText node);
}
