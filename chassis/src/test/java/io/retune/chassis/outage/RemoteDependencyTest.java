package io.retune.chassis.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RemoteDependencyTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Runnable WORKS = () -> {};

  private Instant now = START;
  private boolean stopped;
  private Duration slept = Duration.ZERO;
  private final RemoteDependency server =
      new RemoteDependency("language model", BackOff.USUAL, () -> now, this::pause, new Random(7));

  @Test
  void waitsOutAnOutageOfManyMinutes() {
    // Given
    AtomicInteger calls = new AtomicInteger();

    // When
    String answer =
        server.call(
            () -> {
              calls.incrementAndGet();
              if (now.isBefore(START.plusSeconds(1200))) {
                throw UnavailableException.always("429");
              }
              return "answer";
            },
            WORKS,
            () -> true);

    // Then
    assertThat(answer).isEqualTo("answer");
    assertThat(now).isBetween(START.plusSeconds(1200), START.plusSeconds(1280));
    assertThat(calls.get()).isBetween(20, 35);
    assertThat(server.outage()).isEmpty();
    assertThat(server.outageLength()).isZero();
  }

  @Test
  void doublesItsWaitsUpToAMinute() {
    // Given
    List<Instant> calls = new ArrayList<>();

    // When
    server.call(
        () -> {
          calls.add(now);
          if (calls.size() < 10) {
            throw UnavailableException.always("away");
          }
          return "";
        },
        WORKS,
        () -> true);

    // Then
    double[] expected = {1, 2, 4, 8, 16, 32, 60, 60, 60};
    for (int i = 0; i < expected.length; i++) {
      double waited = Duration.between(calls.get(i), calls.get(i + 1)).toMillis() / 1000.0;
      assertThat(waited).isBetween(0.75 * expected[i], 1.25 * expected[i]);
    }
  }

  @Test
  void waitsAsLongAsTheServerAsksButNoLongerThanAnHour() {
    // Given
    List<Instant> calls = new ArrayList<>();

    // When
    server.call(
        () -> {
          calls.add(now);
          if (calls.size() == 1) {
            throw UnavailableException.until("429", Duration.ofSeconds(90));
          }
          if (calls.size() == 2) {
            throw UnavailableException.until("429", Duration.ofDays(2));
          }
          return "";
        },
        WORKS,
        () -> true);

    // Then
    assertThat(Duration.between(calls.get(0), calls.get(1))).isEqualTo(Duration.ofSeconds(90));
    assertThat(Duration.between(calls.get(1), calls.get(2))).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void blamesTheCallWhereAProbeRightAfterItSucceeds() {
    // When, then
    assertThatThrownBy(
            () ->
                server.call(
                    () -> {
                      throw new RefusedException("400");
                    },
                    WORKS,
                    () -> true))
        .isInstanceOf(RefusedException.class)
        .hasMessage("400");
    assertThat(slept).isZero();
  }

  @Test
  void waitsWhereTheProbeIsRefusedToo() {
    // Given
    Runnable probe =
        () -> {
          if (now.isBefore(START.plusSeconds(700))) {
            throw new RefusedException("nonsense");
          }
        };

    // When, then
    assertThatThrownBy(
            () ->
                server.call(
                    () -> {
                      throw new RefusedException("400");
                    },
                    probe,
                    () -> true))
        .isInstanceOf(RefusedException.class);
    assertThat(slept).isGreaterThan(Duration.ofSeconds(690));
  }

  @Test
  void doubtsACallThatMakesTheServerFailEachTime() {
    // Given
    AtomicInteger calls = new AtomicInteger();

    // When, then
    assertThatThrownBy(
            () ->
                server.call(
                    () -> {
                      calls.incrementAndGet();
                      throw UnavailableException.perhapsTheCall("500");
                    },
                    WORKS,
                    () -> true))
        .isInstanceOf(RefusedException.class)
        .hasMessage("500, 8 times in a row");
    assertThat(calls.get()).isEqualTo(8);
  }

  @Test
  void showsWhatItWaitsFor() {
    // Given
    List<Outage> seen = new ArrayList<>();

    // When
    server.call(
        () -> {
          server.outage().ifPresent(seen::add);
          if (now.isBefore(START.plusSeconds(2))) {
            throw UnavailableException.always("429, too many requests");
          }
          return "";
        },
        WORKS,
        () -> true);

    // Then
    assertThat(seen.get(0))
        .satisfies(
            outage -> {
              assertThat(outage.dependency()).isEqualTo("language model");
              assertThat(outage.since()).isEqualTo(START);
              assertThat(outage.reason()).isEqualTo("429, too many requests");
              assertThat(outage.failures()).isEqualTo(1);
            });
  }

  @Test
  void endsItsWaitAtOnceWhereTheProcessStops() {
    // Given
    stopped = true;

    // When, then
    assertThatThrownBy(
            () ->
                server.call(
                    () -> {
                      throw UnavailableException.until("429", Duration.ofMinutes(30));
                    },
                    WORKS,
                    () -> true))
        .isInstanceOf(AbandonedException.class);
    assertThat(slept).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void endsItsWaitWithinASecondWhereTheWorkIsAnothers() {
    // When, then
    assertThatThrownBy(
            () ->
                server.call(
                    () -> {
                      throw UnavailableException.until("429", Duration.ofMinutes(30));
                    },
                    WORKS,
                    () -> slept.compareTo(Duration.ofSeconds(5)) < 0))
        .isInstanceOf(AbandonedException.class);
    assertThat(slept).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
  }

  private boolean pause(Duration wait) {
    slept = slept.plus(wait);
    now = now.plus(wait);
    return stopped;
  }
}
