package io.retune.chassis.outage;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A remote dependency did not serve a call, which may succeed later: it cannot be reached, is busy,
 * failed, or refuses its key. The message is one line without secrets.
 */
public final class UnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;
  private final boolean perhapsTheCall;

  private UnavailableException(String reason, Duration retryAfter, boolean perhapsTheCall) {
    super(Objects.requireNonNull(reason, "reason"));
    this.retryAfter = retryAfter;
    this.perhapsTheCall = perhapsTheCall;
  }

  /** The dependency is the reason, whatever the call: no connection, too many calls, the key. */
  public static UnavailableException always(String reason) {
    return new UnavailableException(reason, null, false);
  }

  /** The same, where the dependency says how long to wait. */
  public static UnavailableException until(String reason, Duration retryAfter) {
    return new UnavailableException(reason, Objects.requireNonNull(retryAfter), false);
  }

  /**
   * The dependency failed or took too long. Mostly it is the reason, but there are calls that make
   * it fail each time.
   */
  public static UnavailableException perhapsTheCall(String reason) {
    return new UnavailableException(reason, null, true);
  }

  /** How long the dependency asks to wait; empty where it does not say. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** Whether this very call may be what makes the dependency fail. */
  public boolean isPerhapsTheCall() {
    return perhapsTheCall;
  }
}
