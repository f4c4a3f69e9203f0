package io.retune.qagen.filter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * Which generated questions are dropped. Questions that came with a node are people's own: of them
 * only the empty and the repeated ones are.
 */
@ConfigMapping(prefix = "retune.qa-gen.filters")
public interface FilterConfig {

  /** Whether questions of too few words are dropped. */
  @WithDefault("true")
  boolean tooShort();

  /** The fewest words of a question. In Chinese and Japanese, two characters count as a word. */
  @WithDefault("2")
  @Min(1)
  @Max(20)
  int minWords();

  /** Whether questions of too many characters are dropped. */
  @WithDefault("true")
  boolean tooLong();

  /** The most characters of a question. */
  @WithDefault("600")
  @Min(10)
  @Max(10_000)
  int maxCharacters();

  /** Whether a question that a node already has is dropped. */
  @WithDefault("true")
  boolean duplicate();

  /** Whether a question with nearly the same words as another one of the node is dropped. */
  @WithDefault("true")
  boolean nearDuplicate();

  /**
   * From which share of common words and word pairs two questions are nearly the same (Jaccard
   * similarity, 0 to 1).
   */
  @WithDefault("0.8")
  @DecimalMin("0.1")
  @DecimalMax("1")
  double nearDuplicateSimilarity();

  /** Whether questions that speak of the text they were made from are dropped. */
  @WithDefault("true")
  boolean artefact();

  /** Whether questions that fit any node are dropped. */
  @WithDefault("true")
  boolean tooGeneral();

  /** Whether a language model's questions in another language than their node are dropped. */
  @WithDefault("true")
  boolean otherLanguage();
}
