package io.retune.qagen.filter;

import io.retune.qagen.question.AskedQuestion;
import java.util.List;
import java.util.Map;

/**
 * What came of filtering.
 *
 * @param kept the questions that stay, in their order
 * @param dropped how many went, by reason; reasons without a question are absent
 */
public record Filtered(List<AskedQuestion> kept, Map<DropReason, Integer> dropped) {

  public Filtered {
    kept = List.copyOf(kept);
    dropped = Map.copyOf(dropped);
  }
}
