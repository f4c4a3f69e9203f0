package io.retune.qagen.question;

import static java.util.Objects.requireNonNull;

/**
 * The part of a node that a generator may read.
 *
 * @param nodeId the node's id; a generator that draws at random is seeded with it, so the same node
 *     is always asked the same questions
 * @param text the text that the questions are to be answered by; not blank
 * @param language ISO 639-1 code of the text, or {@code und} where nobody knows it
 */
public record NodeText(String nodeId, String text, String language) {

  /** The code of a text whose language is not known. */
  public static final String UNDETERMINED = "und";

  public NodeText {
    requireNonNull(nodeId);
    requireNonNull(language);
    if (nodeId.isBlank()) {
      throw new IllegalArgumentException("node has no id");
    }
    if (text.isBlank()) {
      throw new IllegalArgumentException("node " + nodeId + " has no text");
    }
  }
}
