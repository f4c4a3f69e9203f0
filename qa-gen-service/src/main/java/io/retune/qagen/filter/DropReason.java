package io.retune.qagen.filter;

/** Why a question is dropped. */
public enum DropReason {
  /** Nothing but white space and punctuation. */
  EMPTY("empty"),
  /** Fewer words than configured. */
  TOO_SHORT("too-short"),
  /** More characters than configured. */
  TOO_LONG("too-long"),
  /** The same words in the same order, whatever the case and punctuation. */
  DUPLICATE("duplicate"),
  /** Nearly the same words as another question of the node. */
  NEAR_DUPLICATE("near-duplicate"),
  /** Speaks of the text that it was made from, such as "based on the context above". */
  ARTEFACT("artefact"),
  /** Fits any node, such as "what is the main topic". */
  TOO_GENERAL("too-general"),
  /** In another language than its node. */
  OTHER_LANGUAGE("other-language");

  private final String label;

  DropReason(String label) {
    this.label = label;
  }

  /** The value of the metric's tag. */
  public String label() {
    return label;
  }
}
