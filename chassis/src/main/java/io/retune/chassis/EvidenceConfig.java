package io.retune.chassis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What counts as evidence that an adapter helps. */
@ConfigMapping(prefix = "retune.evidence")
public interface EvidenceConfig {
  /**
   * Whether questions that a language model wrote count as evidence, beside those that people
   * asked. The trainer and the evaluation must have the same value.
   */
  @WithDefault("true")
  boolean languageModel();
}
