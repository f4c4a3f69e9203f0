package io.retune.qagen.ask;

import io.retune.qagen.filter.DropReason;
import io.retune.schemas.v1.QaPairs;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a node.
 *
 * @param qaPairs the node with its questions: those that it brought, then those asked of it
 * @param brought how many of the questions the node brought
 * @param dropped how many questions went, by reason; reasons without a question are absent
 * @param failure why the language model asked nothing; the rest is not affected
 */
public record AskedNode(
    QaPairs qaPairs, int brought, Map<DropReason, Integer> dropped, Optional<Throwable> failure) {

  public AskedNode {
    if (brought < 0 || brought > qaPairs.getQuestionsCount()) {
      throw new IllegalArgumentException(
          brought + " of " + qaPairs.getQuestionsCount() + " questions");
    }
    dropped = Map.copyOf(dropped);
  }
}
