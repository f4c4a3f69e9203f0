package io.retune.eval.loop;

import io.retune.schemas.TopicNames;
import java.util.List;

/** The stages of the loop, in the order of the flow. */
enum Stage {
  INGEST("ingest", List.of("ingest")),
  QA_GEN("qa-gen", List.of("qa-gen", "qa-gen-queries", "qa-gen-feedback")),
  EMBED("embed", List.of()),
  TRAIN("train", List.of("train")),
  EVAL("eval", List.of("eval"));

  /** Both stages of the trainer put records aside in its name. */
  private static final String EMBEDDED = "dlq.trainer.qa-pairs";

  private final String wireName;
  private final List<String> groups;

  Stage(String wireName, List<String> groups) {
    this.wireName = wireName;
    this.groups = groups;
  }

  /** As the glossary has it. */
  String wireName() {
    return wireName;
  }

  /** Whether a consumer group is one of the stage's. Embedding has one for each base model. */
  boolean reads(String group, TopicNames names) {
    return this == EMBED
        ? group.startsWith(names.group("embed-"))
        : groups.stream().map(names::group).anyMatch(group::equals);
  }

  /**
   * Whether a topic holds dead letters of the stage.
   *
   * @param topic without the deployment's prefix
   */
  boolean putsAside(String topic) {
    return switch (this) {
      case EMBED -> topic.equals(EMBEDDED);
      case TRAIN -> topic.startsWith("dlq.trainer.") && !topic.equals(EMBEDDED);
      default -> topic.startsWith("dlq." + wireName + ".");
    };
  }
}
