package io.retune.serving.queue;

/** Nobody waits for the vectors any longer, or the service stops. */
public final class AbandonedOrderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AbandonedOrderException(String message) {
    super(message);
  }
}
