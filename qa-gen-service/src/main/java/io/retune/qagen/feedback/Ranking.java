package io.retune.qagen.feedback;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What a user searched for, and what was shown.
 *
 * @param text as the user wrote it
 * @param hits ids of nodes, the best first; each once
 * @param version of the adapter that ranked them, 0 for the base model; empty where it is not known
 */
public record Ranking(String queryId, String text, List<String> hits, OptionalInt version)
    implements Feedback {
  public Ranking {
    Objects.requireNonNull(queryId, "queryId");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(version, "version");
    hits = hits.stream().distinct().toList();
  }

  /** The rank of a hit, from 1; 0 where it was not shown. */
  int rank(String node) {
    return hits.indexOf(node) + 1;
  }
}
