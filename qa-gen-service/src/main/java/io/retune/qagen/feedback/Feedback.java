package io.retune.qagen.feedback;

/** Something that a search application tells of its users. */
public sealed interface Feedback permits Ranking, Reaction {
  /** What the application calls the search that this belongs to. */
  String queryId();
}
