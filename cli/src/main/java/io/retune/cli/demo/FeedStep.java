package io.retune.cli.demo;

import io.retune.schemas.v1.Document;
import java.util.List;
import java.util.Objects;

/**
 * Documents that come in together.
 *
 * @param name for people
 * @param removed ids of documents that went
 */
record FeedStep(String name, List<Document> documents, List<String> removed) {
  FeedStep {
    Objects.requireNonNull(name, "name");
    documents = List.copyOf(documents);
    removed = List.copyOf(removed);
  }
}
