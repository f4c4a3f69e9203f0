package io.retune.chassis.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LivenessWatchTest {
  private final AtomicInteger exits = new AtomicInteger();
  private List<String> down = List.of();
  private final LivenessWatch watch = new LivenessWatch(() -> down, 3, exits::incrementAndGet);

  @Test
  void endsAProcessThatStaysDownOnce() {
    // Given
    down = List.of("channels {nodes=down}");

    // When
    for (int look = 0; look < 5; look++) {
      watch.look();
    }

    // Then
    assertThat(exits).hasValue(1);
  }

  @Test
  void sparesAProcessThatComesBack() {
    // Given
    down = List.of("streams");
    watch.look();
    watch.look();
    down = List.of();
    watch.look();
    down = List.of("streams");
    watch.look();

    // When
    watch.look();

    // Then
    assertThat(exits).hasValue(0);
  }
}
