package io.retune.qagen.feedback;

import java.time.Instant;
import java.util.Objects;

/**
 * What a user did with a hit.
 *
 * @param node the id of the hit
 * @param client whose it is; empty where it is not known
 * @param at when it was done
 */
public record Reaction(String queryId, String node, Kind kind, String client, Instant at)
    implements Feedback {
  public Reaction {
    Objects.requireNonNull(queryId, "queryId");
    Objects.requireNonNull(node, "node");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(at, "at");
  }

  /** What was done. */
  public enum Kind {
    /** Opened: says little by itself, as what stands first is opened most. */
    CLICK,
    /** Said to answer. */
    THUMB_UP,
    /** Said not to answer. */
    THUMB_DOWN
  }
}
