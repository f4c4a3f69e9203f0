package io.retune.cli.flow;

import io.retune.schemas.Topic;
import io.retune.schemas.Topics;

/** The stages of the flow, each with the group that works on a topic for it. */
public enum Stage {
  INGEST("ingest", Topics.DOCUMENTS, "document"),
  QA_GEN("qa-gen", Topics.NODES, "node"),
  EMBED("embed", Topics.QA_PAIRS, "node"),
  TRAIN("train", Topics.EMBEDDINGS, "version"),
  EVAL("eval", Topics.ADAPTER_CHECKPOINTS, "version");

  private final String label;
  private final Topic<?> input;
  private final String unit;

  Stage(String label, Topic<?> input, String unit) {
    this.label = label;
    this.input = input;
    this.unit = unit;
  }

  /** What its consumer group's name begins with, behind the deployment's prefix. */
  public String group() {
    return label;
  }

  public Topic<?> input() {
    return input;
  }

  /** What it works on, for people: a noun in the singular. */
  public String unit() {
    return unit;
  }

  /** Its name, for people. */
  @Override
  public String toString() {
    return label;
  }
}
