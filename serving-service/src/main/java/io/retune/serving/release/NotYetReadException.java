package io.retune.serving.release;

/** The service has just begun, and does not know yet what is released. */
public final class NotYetReadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotYetReadException() {
    super("the service has just begun and is still reading what is released; send it again");
  }
}
