package io.retune.eval.rest;

import java.util.List;

/**
 * The versions that learned from a document.
 *
 * @param versions the oldest first
 * @param served whether the version that applications serve now is one of them
 * @param undetermined versions of more than 100,000 documents, of which only the number is known
 */
public record DocumentVersions(
    String collection,
    String documentId,
    List<Long> versions,
    boolean served,
    List<Long> undetermined) {
  public DocumentVersions {
    versions = List.copyOf(versions);
    undetermined = List.copyOf(undetermined);
  }
}
