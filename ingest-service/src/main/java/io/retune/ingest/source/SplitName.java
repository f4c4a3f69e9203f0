package io.retune.ingest.source;

import io.retune.schemas.v1.Split;

/** Which side of an evaluation a document is on, as people write it. */
public enum SplitName {
  /** By the hash of the document or node. */
  AUTO(Split.SPLIT_UNSPECIFIED),
  TRAIN(Split.SPLIT_TRAIN),
  VALIDATION(Split.SPLIT_VALIDATION);

  private final Split split;

  SplitName(Split split) {
    this.split = split;
  }

  public Split split() {
    return split;
  }
}
