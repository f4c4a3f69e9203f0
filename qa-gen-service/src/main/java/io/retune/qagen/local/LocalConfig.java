package io.retune.qagen.local;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** The generator that makes questions of a node's own text, without any network. */
@ConfigMapping(prefix = "retune.qa-gen.local")
public interface LocalConfig {

  /** Whether it is on. */
  @WithDefault("true")
  boolean enabled();

  /** Sentences as they stand, per node. */
  @WithDefault("6")
  @Min(0)
  @Max(100)
  int sentences();

  /** Sentences turned into questions, per node. */
  @WithDefault("6")
  @Min(0)
  @Max(100)
  int sentenceQuestions();

  /** Questions about one key phrase, per node. */
  @WithDefault("2")
  @Min(0)
  @Max(100)
  int phrases();

  /** Questions about two key phrases, per node. */
  @WithDefault("2")
  @Min(0)
  @Max(100)
  int phrasePairs();

  /**
   * Runs of 8 to 24 words, per node. They also stand in where a node is too short, or in another
   * language than English, for the other methods.
   */
  @WithDefault("8")
  @Min(0)
  @Max(100)
  int crops();
}
