package io.retune.eval.rest;

import java.util.List;

/**
 * The documents that a version learned from.
 *
 * @param documents their ids
 */
public record VersionDocuments(String collection, long version, List<String> documents) {
  public VersionDocuments {
    documents = List.copyOf(documents);
  }
}
