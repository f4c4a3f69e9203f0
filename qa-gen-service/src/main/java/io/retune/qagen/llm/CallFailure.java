package io.retune.qagen.llm;

import dev.langchain4j.exception.HttpException;
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
    RATE_LIMITED("rate-limited", true),
    SERVER_ERROR("server-error", true),
    TIMED_OUT("timed-out", true),
    UNREACHABLE("unreachable", true),
    REFUSED("refused", false),
    OTHER("failed", false);

    private final String label;
    private final boolean temporary;

    Outcome(String label, boolean temporary) {
      this.label = label;
      this.temporary = temporary;
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

  /** Whether the same call may succeed later. */
  boolean isTemporary() {
    return outcome.temporary;
  }

  /** For people; without anything that the request carried. */
  String reason() {
    return switch (outcome) {
      case RATE_LIMITED -> "the language model's server answered 429, too many requests";
      case SERVER_ERROR -> "the language model's server failed with " + status;
      case TIMED_OUT -> "the language model did not answer in time";
      case UNREACHABLE -> "the language model's server cannot be reached";
      case REFUSED ->
          status == 401 || status == 403
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
