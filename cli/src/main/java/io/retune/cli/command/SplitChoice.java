package io.retune.cli.command;

import io.retune.schemas.v1.Split;

/** Which side of the evaluation documents are put on, as it is said on the command line. */
enum SplitChoice {
  AUTO(Split.SPLIT_UNSPECIFIED),
  TRAIN(Split.SPLIT_TRAIN),
  VALIDATION(Split.SPLIT_VALIDATION);

  private final Split split;

  SplitChoice(Split split) {
    this.split = split;
  }

  Split split() {
    return split;
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
