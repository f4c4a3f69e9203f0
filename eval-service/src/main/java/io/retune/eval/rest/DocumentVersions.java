package io.retune.eval.rest;

import java.util.List;

/**
 * The versions that learned from a document.
 *
 * @param versions the oldest first
 * @param served whether the version that applications serve now is one of them
 */
public record DocumentVersions(
    String collection, String documentId, List<Long> versions, boolean served) {
  public DocumentVersions {
    versions = List.copyOf(versions);
  }
}
