package io.retune.qagen.ask;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import java.util.Optional;

/** How questions are made. */
@ConfigMapping(prefix = "retune.qa-gen")
public interface QaGenConfig {

  /** The language, ISO 639-1, of a node that does not say and that is too short to tell. */
  @WithDefault("en")
  @Pattern(regexp = "[a-z]{2,3}")
  String defaultLanguage();

  /**
   * Nodes that are worked on at the same time by the local generator; those of a language model
   * have a bound of their own.
   */
  @WithDefault("2")
  @Min(1)
  @Max(64)
  int concurrency();

  /** What holds for single collections, by name. */
  Map<String, @Valid Collection> collections();

  /** What holds for one collection in place of the general setting. */
  interface Collection {

    /** Whether the local generator is on. */
    Optional<Boolean> local();

    /** Whether the language model is asked; it needs to be configured and enabled in general. */
    Optional<Boolean> llm();

    /** Questions of the language model per node. */
    Optional<@Min(1) @Max(50) Integer> llmQuestionsPerNode();
  }
}
