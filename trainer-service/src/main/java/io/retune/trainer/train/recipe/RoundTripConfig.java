package io.retune.trainer.train.recipe;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;

/**
 * Which generated questions are left out because the base model does not lead back to their node.
 */
public interface RoundTripConfig {

  /** Whether any are left out. */
  @WithDefault("true")
  boolean enabled();

  /** How many nodes the base model finds for a question; its own is to be among them. */
  @WithDefault("50")
  @Min(1)
  int nodes();

  /**
   * Whose questions are checked. Local ones are cut out of their node, so those that do not come
   * back show what the base model misses, and are what an adapter learns most from.
   */
  @WithDefault("llm")
  @NotEmpty
  List<GeneratedOrigin> origins();

  /** The classes of questions that a machine made. */
  enum GeneratedOrigin {
    LLM,
    LOCAL
  }
}
