package io.retune.cli.service;

import java.util.Objects;

/**
 * How a feed of web pages stands.
 *
 * @param documents its pages that are documents
 * @param waiting pages that its next poll will look at
 * @param refused pages that were not taken
 * @param polledAt as ISO 8601; empty where it was not polled yet
 * @param problem why its last poll did not do all it should; empty where it did
 */
public record FeedState(
    String feed,
    String collection,
    int documents,
    int waiting,
    int refused,
    String polledAt,
    String problem) {
  public FeedState {
    Objects.requireNonNull(feed, "feed");
    Objects.requireNonNull(collection, "collection");
    Objects.requireNonNull(polledAt, "polledAt");
    Objects.requireNonNull(problem, "problem");
  }
}
