package io.retune.qagen.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.retune.qagen.question.NodeText;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LlmAccessTest {

  private static final Map<String, String> COMPLETE =
      Map.of("base-url", "http://localhost:1/v1", "model", "small-model", "api-key", "secret");

  @ParameterizedTest
  @ValueSource(strings = {"base-url", "model", "api-key"})
  void namesTheKeyThatIsMissing(String key) {
    // Given
    Map<String, String> settings = new HashMap<>(COMPLETE);
    settings.remove(key);

    // When, then
    assertThatThrownBy(() -> LlmAccess.of(config(settings)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("retune.qa-gen.llm.%s: needed, because retune.qa-gen.llm.enabled is true", key);
  }

  @Test
  void readsThePromptFromAFile(@TempDir Path directory) throws IOException {
    // Given
    Path file = Files.writeString(directory.resolve("prompt.txt"), "Ask {count} about {context}");

    // When
    LlmAccess access = LlmAccess.of(config(with("prompt-file", file.toString())));

    // Then
    assertThat(access.prompt().about(new NodeText("node", "the tide", "en"), 2))
        .isEqualTo("Ask 2 about the tide");
  }

  @Test
  void refusesAPromptWithoutAPlaceForTheNodesText() {
    // When, then
    assertThatThrownBy(() -> LlmAccess.of(config(with("prompt", "Ask something"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("retune.qa-gen.llm.prompt: a prompt needs the place {context}");
  }

  @Test
  void refusesAPromptFileThatIsNotThere(@TempDir Path directory) {
    // Given
    Path file = directory.resolve("absent.txt");

    // When, then
    assertThatThrownBy(() -> LlmAccess.of(config(with("prompt-file", file.toString()))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("retune.qa-gen.llm.prompt-file: cannot read " + file);
  }

  @Test
  void keepsTheKeyOutOfItsText() {
    // When
    String text = LlmAccess.of(config(COMPLETE)).toString();

    // Then
    assertThat(text).contains("small-model").doesNotContain("secret");
  }

  private static Map<String, String> with(String key, String value) {
    Map<String, String> settings = new HashMap<>(COMPLETE);
    settings.put(key, value);
    return settings;
  }

  private static LlmConfig config(Map<String, String> settings) {
    SmallRyeConfigBuilder config = new SmallRyeConfigBuilder().withMapping(LlmConfig.class);
    config.addDefaultInterceptors().addDiscoveredConverters();
    config.withDefaultValue("retune.qa-gen.llm.enabled", "true");
    settings.forEach((key, value) -> config.withDefaultValue("retune.qa-gen.llm." + key, value));
    return config.build().getConfigMapping(LlmConfig.class);
  }
}
