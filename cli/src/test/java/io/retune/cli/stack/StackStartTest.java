package io.retune.cli.stack;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retune.cli.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackStartTest {
  @TempDir private Path folder;

  @Test
  void namesTheTakenPortAndTheOptionThatChangesIt() throws IOException {
    // Given
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Component component =
          new Component("eval", taken.getLocalPort(), "--eval-port", List.of("true"), () -> true);

      // When, Then
      assertThatThrownBy(() -> StackStart.checkPorts(List.of(component)))
          .isInstanceOf(CommandFailure.class)
          .hasMessage(
              "port "
                  + taken.getLocalPort()
                  + " for eval is taken; choose another with --eval-port");
    }
  }

  @Test
  void saysHowMuchMemoryIsMissing() throws IOException {
    // Given
    Path information = folder.resolve("meminfo");
    Files.writeString(information, "MemTotal:  2048000 kB\nMemAvailable:     512000 kB\n");

    // When, Then
    assertThatThrownBy(() -> StackStart.checkMemory(information))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("not enough memory: the stack needs 1200 MB, and 500 MB are free");
  }

  @Test
  void startsWhereTheSystemDoesNotSayHowMuchMemoryIsFree() {
    // Given
    Path missing = folder.resolve("nothing");

    // When, Then
    assertThatCode(() -> StackStart.checkMemory(missing)).doesNotThrowAnyException();
  }
}
