package io.retune.ingest.node;

import io.retune.schemas.ContentDigest;
import io.retune.schemas.v1.Split;

/**
 * Which side of an evaluation a node is on: as given with the document, else by a hash, so that the
 * answer never changes. Thread-safe.
 *
 * @param by what is put on one side together
 * @param validationShare from 0 to 1
 */
public record SplitRule(By by, double validationShare) {

  /** What is put on one side together. */
  public enum By {
    /** All nodes of a document: new nodes of known documents stay on the same side. */
    DOCUMENT,
    /** Each node by itself: validates on what the documents trained on are about, too. */
    NODE
  }

  public SplitRule {
    if (!(validationShare >= 0 && validationShare <= 1)) {
      throw new IllegalArgumentException(
          "a validation share of " + validationShare + " is not between 0 and 1");
    }
  }

  Split of(Split given, String documentId, String nodeId) {
    if (given == Split.SPLIT_TRAIN || given == Split.SPLIT_VALIDATION) {
      return given;
    }
    String hashed = by == By.DOCUMENT ? documentId : nodeId;
    long bits = new ContentDigest().field("split").field(hashed).number() >>> 11;
    double uniform = bits * 0x1p-53;
    return uniform < validationShare ? Split.SPLIT_VALIDATION : Split.SPLIT_TRAIN;
  }
}
