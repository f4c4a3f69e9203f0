package io.retune.serving.model;

/** There is no model of this name. The message is one line for the caller. */
public final class UnknownModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownModelException(String message) {
    super(message);
  }
}
