package io.retune.qagen.feedback;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One search, and what the user did with what it found.
 *
 * @param reactions of this search
 */
public record Search(Ranking ranking, List<Reaction> reactions) {
  public Search {
    Objects.requireNonNull(ranking, "ranking");
    reactions = List.copyOf(reactions);
    if (reactions.stream().anyMatch(each -> !each.queryId().equals(ranking.queryId()))) {
      throw new IllegalArgumentException("a reaction to another search");
    }
  }

  /** The hits that were clicked. A hit counts once, however often it was. */
  Set<String> clicked() {
    Set<String> clicked = new HashSet<>();
    for (Reaction reaction : reactions) {
      if (reaction.kind() == Reaction.Kind.CLICK && ranking.rank(reaction.node()) > 0) {
        clicked.add(reaction.node());
      }
    }
    return clicked;
  }
}
