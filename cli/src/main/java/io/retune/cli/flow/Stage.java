package io.retune.cli.flow;

import io.retune.schemas.Topic;
import io.retune.schemas.Topics;

/** The stages of the flow, each with the group that works on a topic for it. */
public enum Stage {
  INGEST("ingest", Topics.DOCUMENTS, "documents"),
  ASK("qa-gen", Topics.NODES, "nodes"),
  EMBED("embed", Topics.QA_PAIRS, "nodes"),
  TRAIN("train", Topics.EMBEDDINGS, "versions"),
  EVALUATE("eval", Topics.ADAPTER_CHECKPOINTS, "versions");

  private final String group;
  private final Topic<?> input;
  private final String unit;

  Stage(String group, Topic<?> input, String unit) {
    this.group = group;
    this.input = input;
    this.unit = unit;
  }

  /** What its consumer group's name begins with, behind the deployment's prefix. */
  public String group() {
    return group;
  }

  public Topic<?> input() {
    return input;
  }

  /** What it works on, for people. */
  public String unit() {
    return unit;
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
