package io.retune.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestartPolicyTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final RestartPolicy POLICY =
      new RestartPolicy(Duration.ofSeconds(1), Duration.ofSeconds(6), 5, Duration.ofMinutes(10));

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4", "4, 6", "5, 6"})
  void doublesThePauseUpToTheLongest(int deaths, int seconds) {
    // Given
    List<Instant> recent = Collections.nCopies(deaths, NOW);

    // When
    Optional<Duration> pause = POLICY.pause(recent, NOW);

    // Then
    assertThat(pause).contains(Duration.ofSeconds(seconds));
  }

  @Test
  void givesUpAfterTheRestartsAllowed() {
    // Given
    List<Instant> recent = Collections.nCopies(6, NOW);

    // When
    Optional<Duration> pause = POLICY.pause(recent, NOW);

    // Then
    assertThat(pause).isEmpty();
  }

  @Test
  void forgetsDeathsOutsideTheWindow() {
    // Given
    List<Instant> old = Collections.nCopies(6, NOW.minus(Duration.ofMinutes(11)));

    // When
    Optional<Duration> pause = POLICY.pause(old, NOW);

    // Then
    assertThat(pause).contains(Duration.ofSeconds(1));
  }

  @Test
  void waitsLongerThanTenMinutesForABrokerThatIsAway() {
    // Given: a service that fails at once each time it is started
    List<Instant> deaths = new ArrayList<>();
    Instant now = NOW;

    // When
    while (now.isBefore(NOW.plus(Duration.ofMinutes(20)))) {
      deaths.add(now);
      now = now.plus(RestartPolicy.USUAL.pause(deaths, now).orElseThrow());
    }

    // Then
    assertThat(RestartPolicy.USUAL.pause(deaths, now)).isPresent();
  }
}
