package io.retune.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProgressBarsTest {
  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final ProgressBars bars =
      new ProgressBars(new PrintStream(terminal, true, UTF_8), now::get);

  @Test
  void showsNothingOfWhatIsDoneInAMoment() {
    // When
    try (Progress.Task task = bars.begin("nodes", 10)) {
      task.at(5);
      now.set(Instant.EPOCH.plusMillis(1_900));
      task.at(10);
    }

    // Then
    assertThat(terminal.toString(UTF_8)).isEmpty();
  }

  @Test
  void showsHowFarSomethingIsThatTakesLonger() {
    // When
    try (Progress.Task task = bars.begin("nodes", 10)) {
      now.set(Instant.EPOCH.plusMillis(2_100));
      task.at(5);
    }

    // Then
    assertThat(terminal.toString(UTF_8)).contains("nodes", "50%", "5/10");
  }
}
