package io.retune.qagen.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.exception.HttpException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CallFailureTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new HttpException(429, ""), "rate-limited", true),
        Arguments.of(new HttpException(503, ""), "server-error", true),
        Arguments.of(new HttpException(401, ""), "refused", false),
        Arguments.of(new HttpException(400, ""), "refused", false),
        Arguments.of(new TimeoutException(), "timed-out", true),
        Arguments.of(new ConnectException(), "unreachable", true),
        Arguments.of(new IllegalStateException(), "failed", false));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void tellsWhatIsTemporaryFromWhatStays(Exception cause, String outcome, boolean temporary) {
    // When
    CallFailure failure = CallFailure.of(new RuntimeException("wrapped", cause));

    // Then
    assertThat(failure.outcome().label()).isEqualTo(outcome);
    assertThat(failure.isTemporary()).isEqualTo(temporary);
  }
}
