package io.retune.qagen.llm;

import io.smallrye.faulttolerance.api.CustomBackoffStrategy;
import java.time.Duration;

/**
 * Doubles the wait each time up to a limit, and waits longer where the server asks for it. One for
 * each call.
 */
final class BackOff implements CustomBackoffStrategy {

  private final Duration longest;
  private Duration next;

  BackOff(Duration first, Duration longest) {
    this.next = first;
    this.longest = longest;
  }

  @Override
  public long nextDelayInMillis(Throwable failure) {
    Duration wait = next;
    next = shorter(next.multipliedBy(2), longest);
    Duration wished = CallFailure.of(failure).retryAfter().orElse(Duration.ZERO);
    return shorter(wished.compareTo(wait) > 0 ? wished : wait, longest).toMillis();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
