package io.retune.cli.forget;

import java.util.Objects;
import java.util.Set;

/**
 * What was made of a document.
 *
 * @param streamed whether it came in as a document; else its nodes were imported
 * @param nodes keys in {@code nodes}
 * @param asked keys in {@code qa-pairs}
 * @param embedded keys in {@code embeddings}
 * @param questions asked of its nodes
 * @param vectors of its nodes and their questions
 */
public record Trace(
    String documentId,
    boolean streamed,
    Set<String> nodes,
    Set<String> asked,
    Set<String> embedded,
    int questions,
    int vectors) {
  public Trace {
    Objects.requireNonNull(documentId, "documentId");
    nodes = Set.copyOf(nodes);
    asked = Set.copyOf(asked);
    embedded = Set.copyOf(embedded);
  }

  public boolean isEmpty() {
    return !streamed && nodes.isEmpty() && asked.isEmpty() && embedded.isEmpty();
  }
}
