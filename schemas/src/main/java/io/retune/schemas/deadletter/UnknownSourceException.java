package io.retune.schemas.deadletter;

/** A dead letter does not say where it came from, so it cannot be tried again. */
public final class UnknownSourceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnknownSourceException(String message) {
    super(message);
  }
}
