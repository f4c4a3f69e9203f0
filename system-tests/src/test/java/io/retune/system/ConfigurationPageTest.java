package io.retune.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Path PAGE = ROOT.resolve("docs/configuration.md");

  @Test
  void thePageSaysWhatTheCodeReads() throws Exception {
    // Given
    String current = new ConfigurationPage(ROOT).text();
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, current);
    }

    // When
    String written = Files.readString(PAGE);

    // Then
    assertThat(written).isEqualTo(current);
  }
}
