package io.retune.eval.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SearchTurnsTest {
  private final AtomicLong clock = new AtomicLong(-5);

  @Test
  void refusesMoreThanMayRunAtTheSameTime() {
    // Given
    SearchTurns turns = new SearchTurns(1, 10, clock::get);
    turns.begin();

    // When
    boolean second = turns.begin();
    turns.end();

    // Then
    assertThat(second).isFalse();
    assertThat(turns.begin()).isTrue();
  }

  @Test
  void refusesMoreThanMayBeginInAMinute() {
    // Given
    SearchTurns turns = new SearchTurns(5, 2, clock::get);
    turns.begin();
    turns.begin();

    // When
    boolean third = turns.begin();
    clock.addAndGet(Duration.ofMinutes(1).toNanos());

    // Then
    assertThat(third).isFalse();
    assertThat(turns.begin()).isTrue();
  }
}
