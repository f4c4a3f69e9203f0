package io.retune.cli.service;

import java.util.Objects;

/**
 * Versions of a collection that wait to be evaluated.
 *
 * @param reason why the oldest waits, in words
 */
public record WaitingVersions(String collection, int versions, String reason) {
  public WaitingVersions {
    Objects.requireNonNull(collection, "collection");
    Objects.requireNonNull(reason, "reason");
  }
}
