package io.retune.qagen.llm;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a call of the language model cannot do without, checked. */
record LlmAccess(URI baseUrl, String model, String apiKey, Prompt prompt) {

  private static final String PREFIX = "retune.qa-gen.llm.";

  /**
   * Reads it from a configuration that has the language model enabled.
   *
   * @throws ConfigurationException with one line that names the key at fault
   */
  static LlmAccess of(LlmConfig config) {
    return new LlmAccess(
        needed(config.baseUrl(), "base-url"),
        needed(config.model(), "model"),
        needed(config.apiKey(), "api-key"),
        prompt(config));
  }

  /** Leaves the key out, so that it is never logged. */
  @Override
  public String toString() {
    return model + " at " + baseUrl;
  }

  private static Prompt prompt(LlmConfig config) {
    if (config.prompt().isPresent() && config.promptFile().isPresent()) {
      throw wrong("prompt", "set it or prompt-file, not both");
    }
    try {
      return config
          .prompt()
          .or(() -> config.promptFile().map(LlmAccess::read))
          .map(Prompt::new)
          .orElse(Prompt.BUILT_IN);
    } catch (IllegalArgumentException e) {
      throw wrong(config.prompt().isPresent() ? "prompt" : "prompt-file", e.getMessage());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw wrong("prompt-file", "cannot read " + file);
    }
  }

  private static <T> T needed(Optional<T> value, String key) {
    return value.orElseThrow(() -> wrong(key, "needed, because " + PREFIX + "enabled is true"));
  }

  /** One of this kind, without a cause, is printed as one line. */
  private static ConfigurationException wrong(String key, String message) {
    return new ConfigurationException(PREFIX + key + ": " + message);
  }
}
