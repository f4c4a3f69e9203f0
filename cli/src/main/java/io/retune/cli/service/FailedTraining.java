package io.retune.cli.service;

import java.util.Objects;

/**
 * A collection whose last training gave no version.
 *
 * @param reason in words
 */
public record FailedTraining(String collection, String reason) {
  public FailedTraining {
    Objects.requireNonNull(collection, "collection");
    Objects.requireNonNull(reason, "reason");
  }
}
