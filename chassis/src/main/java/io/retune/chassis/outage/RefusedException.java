package io.retune.chassis.outage;

/**
 * A remote dependency refused a call or answered it with nonsense. Whether the call or the
 * dependency is the reason is for a probe to tell. The message is one line without secrets.
 */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RefusedException(String reason) {
    super(reason);
  }

  public RefusedException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
