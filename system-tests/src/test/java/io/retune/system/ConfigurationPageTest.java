package io.retune.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Path PAGE = ROOT.resolve("docs/configuration.md");

  @Test
  void thePageSaysWhatTheCodeReads() throws Exception {
    // Given
    String current = new ConfigurationPage(ROOT).text();
    if (Boolean.getBoolean("retune.write-docs")) {
      Files.writeString(PAGE, current);
    }

    // When
    String written = Files.readString(PAGE);

    // Then
    assertThat(written).isEqualTo(current);
  }

  @Test
  void takesANameForWhatItMeansWhereItStands(@TempDir Path root) throws Exception {
    // Given
    source(
        root,
        "a/PressConfig.java",
        """
        package a;
        /** A press. */
        @ConfigMapping(prefix = "press")
        interface PressConfig {
          /** How it is heated. */
          @WithDefault("steam")
          Heating heating();
          /** What it stands on. */
          Optional<Floor.Kind> floor();
          /** Ways to heat. */
          enum Heating { STEAM, HOT_OIL }
        }
        """);
    source(
        root,
        "b/Heating.java",
        """
        package b;
        /** No setting. */
        interface Heating {
          /** Nor is this. */
          void heat();
        }
        """);

    source(
        root,
        "a/Floor.java",
        """
        package a;
        /** A floor. */
        record Floor() {
          /** Kinds of floors. */
          enum Kind { STONE, OAK }
        }
        """);

    // When
    String page = new ConfigurationPage(root).text();

    // Then
    assertThat(page)
        .contains("| `press.heating` | `steam`, `hot-oil` | `steam` | How it is heated. |")
        .contains("| `press.floor` | `stone`, `oak` | ? | What it stands on. |")
        .doesNotContain("press.heating.heat");
  }

  private static void source(Path root, String file, String text) throws Exception {
    Path path = root.resolve("module/src/main/java").resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
