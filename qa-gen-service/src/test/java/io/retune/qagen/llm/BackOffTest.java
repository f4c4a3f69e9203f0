package io.retune.qagen.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackOffTest {

  @Test
  void doublesUpToItsLimit() {
    // Given
    BackOff backOff = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(5));

    // When
    List<Long> waits =
        Stream.generate(() -> backOff.nextDelayInMillis(new IllegalStateException()))
            .limit(5)
            .toList();

    // Then
    assertThat(waits).containsExactly(1000L, 2000L, 4000L, 5000L, 5000L);
  }

  @Test
  void waitsAsLongAsTheServerAsksButNotLongerThanItsLimit() {
    // Given
    BackOff backOff = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(5));

    // When
    List<Long> waits =
        Stream.of(3, 1, 60)
            .map(seconds -> new ServerBusyException(429, Duration.ofSeconds(seconds)))
            .map(backOff::nextDelayInMillis)
            .toList();

    // Then
    assertThat(waits).containsExactly(3000L, 2000L, 5000L);
  }
}
