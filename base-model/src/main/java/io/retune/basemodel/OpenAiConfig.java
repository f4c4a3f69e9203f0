package io.retune.basemodel;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A server that speaks OpenAI's {@code /v1/embeddings}. */
public interface OpenAiConfig {

  /** The server, up to and with {@code /v1}. */
  @WithDefault("https://api.openai.com/v1")
  @NotNull
  URI baseUrl();

  /** The server's key; none for a server that wants none. Never logged. */
  Optional<String> apiKey();

  /** The model, as the server names it. */
  @WithDefault("text-embedding-3-small")
  @NotBlank
  String modelName();

  /**
   * Counts the models that the server has had under this name. A new number is a new base model:
   * everything is embedded again.
   */
  @WithDefault("1")
  @Min(1)
  int generation();

  /**
   * Dimensions to ask for, where the model leaves a choice. When absent, found out by a call at the
   * start.
   */
  Optional<@Min(1) @Max(65_536) Integer> dimensions();

  /** The most texts in a request. */
  @WithDefault("96")
  @Min(1)
  @Max(2048)
  int batchSize();

  /** How long a request may take. */
  @WithDefault("30s")
  @NotNull
  Duration timeout();

  /**
   * How often a request is tried again at once, with waits from half a second on. After that the
   * stage waits for the server, for as long as it takes.
   */
  @WithDefault("2")
  @Min(0)
  @Max(20)
  int retries();

  /**
   * How many UTF-8 bytes of a word count as one token. The server's own tokenizer is not known, so
   * lengths are estimated; a smaller number is more careful.
   */
  @WithDefault("4")
  @Min(1)
  @Max(16)
  int bytesPerToken();
}
