package io.retune.qagen.llm;

import dev.langchain4j.exception.HttpException;
import io.retune.chassis.outage.RefusedException;
import io.retune.chassis.outage.UnavailableException;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * What went wrong with a call, told from the exceptions of the client and the libraries beneath it.
 *
 * @param outcome one word, the value of a metric's tag
 * @param status the HTTP status, 0 where the server gave none
 * @param retryAfter how long the server asks to wait
 */
record CallFailure(Outcome outcome, int status, Optional<Duration> retryAfter) {

  enum Outcome {
    RATE_LIMITED("rate-limited"),
    SERVER_ERROR("server-error"),
    TIMED_OUT("timed-out"),
    UNREACHABLE("unreachable"),
    REFUSED("refused"),
    OTHER("failed");

    private final String label;

    Outcome(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  static CallFailure of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ServerBusyException busy) {
        return ofStatus(busy.status(), Optional.of(busy.pause()));
      }
      if (cause instanceof HttpException answer) {
        return ofStatus(answer.statusCode(), Optional.empty());
      }
      if (cause instanceof TimeoutException
          || cause instanceof dev.langchain4j.exception.TimeoutException) {
        return new CallFailure(Outcome.TIMED_OUT, 0, Optional.empty());
      }
      if (cause instanceof IOException || cause instanceof VertxException) {
        return new CallFailure(Outcome.UNREACHABLE, 0, Optional.empty());
      }
    }
    return new CallFailure(Outcome.OTHER, 0, Optional.empty());
  }

  /** Whose fault it is: the server's, perhaps the call's, or for a probe to tell. */
  RuntimeException asException() {
    if (retryAfter.isPresent()) {
      return UnavailableException.until(reason(), retryAfter.get());
    }
    return switch (outcome) {
      case RATE_LIMITED, UNREACHABLE -> UnavailableException.always(reason());
      case SERVER_ERROR, TIMED_OUT -> UnavailableException.perhapsTheCall(reason());
      case REFUSED ->
          isKeyRefused() ? UnavailableException.always(reason()) : new RefusedException(reason());
      case OTHER -> new RefusedException(reason());
    };
  }

  private boolean isKeyRefused() {
    return status == 401 || status == 403;
  }

  /** For people; without anything that the request carried. */
  String reason() {
    return switch (outcome) {
      case RATE_LIMITED -> "the language model's server answered 429, too many requests";
      case SERVER_ERROR -> "the language model's server failed with " + status;
      case TIMED_OUT -> "the language model did not answer in time";
      case UNREACHABLE -> "the language model's server cannot be reached";
      case REFUSED ->
          isKeyRefused()
              ? "the language model's server refused the key ("
                  + status
                  + "): check retune.qa-gen.llm.api-key"
              : "the language model's server refused the request (" + status + ")";
      case OTHER -> "the call of the language model failed";
    };
  }

  private static CallFailure ofStatus(int status, Optional<Duration> retryAfter) {
    Outcome outcome =
        switch (status) {
          case 429 -> Outcome.RATE_LIMITED;
          case 408 -> Outcome.TIMED_OUT;
          default -> status >= 500 ? Outcome.SERVER_ERROR : Outcome.REFUSED;
        };
    return new CallFailure(outcome, status, retryAfter);
  }
}
