package io.retune.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retune.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDirectoryTest {
  @TempDir private Path folder;

  @Test
  void emptiesWhatAnEarlierDemoLeft() throws IOException {
    // Given
    Path directory = DemoDirectory.fresh(folder.resolve("demo"));
    Path old = Files.writeString(directory.resolve("old"), "old");

    // When
    DemoDirectory.fresh(directory);

    // Then
    assertThat(old).doesNotExist();
    assertThat(directory).isDirectory();
  }

  @Test
  void leavesAloneWhatNoDemoMade() throws IOException {
    // Given
    Path thesis = Files.writeString(folder.resolve("thesis.txt"), "years of work");

    // When, Then
    assertThatThrownBy(() -> DemoDirectory.fresh(folder))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("is not empty, and no demo made it");
    assertThat(thesis).exists();
  }
}
