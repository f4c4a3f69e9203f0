package io.retune.qagen.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.exception.HttpException;
import io.retune.chassis.outage.UnavailableException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CallFailureTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new HttpException(429, ""), "rate-limited", Fault.SERVER),
        Arguments.of(new HttpException(503, ""), "server-error", Fault.PERHAPS_THE_CALL),
        Arguments.of(new HttpException(401, ""), "refused", Fault.SERVER),
        Arguments.of(new HttpException(403, ""), "refused", Fault.SERVER),
        Arguments.of(new HttpException(400, ""), "refused", Fault.FOR_A_PROBE),
        Arguments.of(new HttpException(404, ""), "refused", Fault.FOR_A_PROBE),
        Arguments.of(new TimeoutException(), "timed-out", Fault.PERHAPS_THE_CALL),
        Arguments.of(new ConnectException(), "unreachable", Fault.SERVER),
        Arguments.of(new IllegalStateException(), "failed", Fault.FOR_A_PROBE));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void tellsTheServersFaultFromTheCalls(Exception cause, String outcome, Fault fault) {
    // When
    CallFailure failure = CallFailure.of(new RuntimeException("wrapped", cause));

    // Then
    assertThat(failure.outcome().label()).isEqualTo(outcome);
    assertThat(Fault.of(failure.asException())).isEqualTo(fault);
  }

  @Test
  void passesOnHowLongTheServerAsksToWait() {
    // Given
    CallFailure failure = CallFailure.of(new ServerBusyException(503, Duration.ofSeconds(7)));

    // When
    RuntimeException exception = failure.asException();

    // Then
    assertThat(((UnavailableException) exception).retryAfter()).contains(Duration.ofSeconds(7));
  }

  private enum Fault {
    SERVER,
    PERHAPS_THE_CALL,
    FOR_A_PROBE;

    private static Fault of(RuntimeException exception) {
      if (exception instanceof UnavailableException unavailable) {
        return unavailable.isPerhapsTheCall() ? PERHAPS_THE_CALL : SERVER;
      }
      return FOR_A_PROBE;
    }
  }
}
