package io.retune.chassis.outage;

/**
 * Nobody waits for an answer any longer: the process stops, or the work is another instance's. What
 * was begun is neither a failure nor done; whoever owns it begins it again.
 */
public final class AbandonedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AbandonedException(String message) {
    super(message);
  }
}
