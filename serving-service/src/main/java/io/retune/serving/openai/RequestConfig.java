package io.retune.serving.openai;

import io.retune.serving.model.Side;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** What a request for embeddings may ask for. */
@ConfigMapping(prefix = "retune.serving.request")
public interface RequestConfig {
  /**
   * What texts are where neither the model's name nor {@code input_type} says it. When absent, such
   * a request is refused: a client that fills an index and searches it by one model name would have
   * its documents adapted too, which nobody sees until results are bad.
   */
  Optional<Side> sideWhenUnsaid();

  /** The most tokens of one text; longer ones are refused. */
  @WithDefault("8192")
  @Min(8)
  @Max(1_000_000)
  int maxTextTokens();

  /** The most tokens of all texts of a request together. */
  @WithDefault("300000")
  @Min(8)
  @Max(10_000_000)
  int maxTokens();

  /**
   * The share of different queries that are answered with the base model's vectors, from 0 to 0.5:
   * chosen by a hash of the query, so that the same one always is or never is. For collections
   * whose users' clicks are given back as feedback. It holds for requests with one query whose
   * model names no version.
   */
  @WithDefault("0")
  @DecimalMin("0")
  @DecimalMax("0.5")
  double baseShare();
}
