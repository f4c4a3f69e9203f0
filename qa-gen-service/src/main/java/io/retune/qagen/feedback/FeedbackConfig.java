package io.retune.qagen.feedback;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** What clicks and thumbs of users become. */
@ConfigMapping(prefix = "retune.qa-gen.feedback")
public interface FeedbackConfig {
  /**
   * How long a search counts, with what its user did. Questions that were found by it go when what
   * is left does not show them any more.
   */
  @WithDefault("90d")
  @NotNull
  @DurationMin(hours = 1)
  @DurationMax(days = 365)
  Duration keep();

  /** Searches of a collection that are kept; beyond that the oldest go. Some 1 KB of disk each. */
  @WithDefault("50000")
  @Min(100)
  @Max(1_000_000)
  int maxSearches();

  /** How often is looked what new feedback shows. */
  @WithDefault("1m")
  @NotNull
  @DurationMin(millis = 100)
  @DurationMax(hours = 24)
  Duration every();

  /** How many different clients must have clicked a node for a question. */
  @WithDefault("3")
  @Min(1)
  int minPeople();

  /** How many times the clicks that its ranks explain a node must have. */
  @WithDefault("2")
  @DecimalMin("1")
  double minRatio();

  /** The share of the questions by clicks whose answer may be none but by chance. */
  @WithDefault("0.05")
  @DecimalMin(value = "0", inclusive = false)
  @DecimalMax(value = "1", inclusive = false)
  double level();

  /**
   * Questions of a collection that feedback may make; of more, those with the clearest feedback
   * count. They are held in memory, some 300 bytes each.
   */
  @WithDefault("2000")
  @Min(1)
  @Max(100_000)
  int maxQuestions();

  /**
   * The collection of a record of the topic {@code feedback} that names none: neither in the header
   * {@code retune-collection} nor in the field below.
   */
  @WithDefault("default")
  @NotBlank
  String collection();

  /**
   * The field with the collection, such as {@code application}, where records have no header; a dot
   * leads into an object.
   */
  Optional<String> collectionField();

  /** The rule by these settings. */
  default AnswerRule rule() {
    return new AnswerRule(minPeople(), minRatio(), level());
  }
}
