package io.retune.serving.queue;

/** So many texts wait already that these would wait too long. */
public final class QueueFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long retryAfterSeconds;

  QueueFullException(long retryAfterSeconds) {
    super("too many texts are waiting to be embedded; send it again");
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** When there is likely to be room; at least 1. */
  public long retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
