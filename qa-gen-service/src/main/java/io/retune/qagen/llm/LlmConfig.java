package io.retune.qagen.llm;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The language model that writes questions: any server that speaks OpenAI's chat API. */
@ConfigMapping(prefix = "retune.qa-gen.llm")
public interface LlmConfig {

  /**
   * Whether a language model is asked for questions. Node texts then leave this machine, unless the
   * server runs on it.
   */
  @WithDefault("false")
  boolean enabled();

  /** Address of the server's API, such as http://localhost:11434/v1. Needed when enabled. */
  Optional<URI> baseUrl();

  /** The model's name, as the server knows it. Needed when enabled. */
  Optional<String> model();

  /** The key that the server wants; any text for a server without keys. Needed when enabled. */
  Optional<String> apiKey();

  /** How many questions to ask for per node. */
  @WithDefault("2")
  @Min(1)
  @Max(50)
  int questionsPerNode();

  /**
   * The prompt, in place of the built-in one: text with the places {context}, {count} and
   * {language}.
   */
  Optional<String> prompt();

  /** A UTF-8 file with the prompt; not together with the prompt itself. */
  Optional<Path> promptFile();

  /** Sampling temperature; the server's own when absent. */
  OptionalDouble temperature();

  /** The most tokens that an answer may have; the server's own limit when absent. */
  OptionalInt maxAnswerTokens();

  /** Calls that may be under way at the same time. */
  @WithDefault("4")
  @Min(1)
  @Max(64)
  int concurrency();

  /** Calls a minute, repeated ones among them; no limit when absent. */
  Optional<@Min(1) Integer> requestsPerMinute();

  /** How long one call may take. */
  @WithDefault("60s")
  @NotNull
  Duration timeout();

  /**
   * The wait after the first failure of the server (no connection, a timeout, 401, 403, 429, 5xx,
   * or nonsense as the answer to everything); it doubles each time. The stage waits for the server
   * as long as it takes. A longer wait that the server asks for is honoured, up to an hour.
   */
  @WithDefault("1s")
  @NotNull
  Duration backOff();

  /** The longest wait before the next try, unless the server asks for more. */
  @WithDefault("60s")
  @NotNull
  Duration maxBackOff();

  /** Price of 1,000 tokens of prompt, in any currency, for the cost metric. */
  @WithDefault("0")
  @DecimalMin("0")
  @DecimalMax("1000")
  double inputPrice();

  /** Price of 1,000 tokens of answer, in the same currency. */
  @WithDefault("0")
  @DecimalMin("0")
  @DecimalMax("1000")
  double outputPrice();
}
