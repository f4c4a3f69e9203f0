package io.retune.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReasonTest {
  @TempDir private Path folder;

  @Test
  void takesTheLastErrorOfAJsonLog() throws IOException {
    // Given
    Path log =
        log(
            """
            {"level":"ERROR","message":"first"}
            {"level":"ERROR","message":"retune.train.quiet must be positive"}
            {"level":"INFO","message":"stopped"}
            """);

    // When
    Optional<String> reason = LogReason.find(log, 0);

    // Then
    assertThat(reason).contains("retune.train.quiet must be positive");
  }

  @Test
  void takesTheCauseOfAPlainLog() throws IOException {
    // Given
    Path log =
        log(
            """
            Exception in thread "main" java.lang.IllegalStateException: no broker on port 9092
            \tat io.retune.broker.EmbeddedBroker.<init>(EmbeddedBroker.java:51)
            Caused by: java.io.IOException: no space left on device
            \t... 1 more
            """);

    // When
    Optional<String> reason = LogReason.find(log, 0);

    // Then
    assertThat(reason).contains("Caused by: java.io.IOException: no space left on device");
  }

  @Test
  void saysPlainlyThatMemoryIsShort() throws IOException {
    // Given
    Path log =
        log(
            """
            # There is insufficient memory for the Java Runtime Environment to continue.
            # Native memory allocation (mmap) failed to map 402653184 bytes
            """);

    // When
    Optional<String> reason = LogReason.find(log, 0);

    // Then
    assertThat(reason).contains("there is not enough memory");
  }

  @Test
  void passesOverTheLinesOfEarlierStarts() throws IOException {
    // Given
    String earlier = "{\"level\":\"ERROR\",\"message\":\"an old story\"}\n";
    Path log = log(earlier + "nothing special\n");

    // When
    Optional<String> reason = LogReason.find(log, earlier.length());

    // Then
    assertThat(reason).contains("nothing special");
  }

  @Test
  void findsNothingInAnEmptyLog() throws IOException {
    // Given
    Path log = log("");

    // When
    Optional<String> reason = LogReason.find(log, 0);

    // Then
    assertThat(reason).isEmpty();
  }

  private Path log(String text) throws IOException {
    return Files.writeString(folder.resolve("service.log"), text);
  }
}
