package io.retune.ingest.node;

import io.retune.schemas.ContentDigest;
import java.util.HashMap;
import java.util.Map;

/**
 * Names the nodes of one document by their content: a hash of the document's id, the node's text
 * and how often the same text came before it in the document. Equal on every machine and in every
 * run. For one document; not thread-safe.
 */
public final class NodeId {
  /** 128 bits: two of a billion nodes share an id with a probability of 1e-21. */
  public static final int BYTES = 16;

  private final String documentId;
  private final Map<String, Integer> seen = new HashMap<>();

  NodeId(String documentId) {
    this.documentId = documentId;
  }

  /** The id of the document's next node, 32 hexadecimal digits. */
  String next(String text) {
    int occurrence = seen.merge(text, 1, Integer::sum) - 1;
    return new ContentDigest()
        .field(documentId)
        .field(text)
        .field(Integer.toString(occurrence))
        .hex(BYTES);
  }
}
