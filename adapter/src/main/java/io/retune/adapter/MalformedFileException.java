package io.retune.adapter;

import java.io.IOException;

/** A file or record does not hold what its format says. The message is one line, fit for a user. */
public final class MalformedFileException extends IOException {

  private static final long serialVersionUID = 1L;

  public MalformedFileException(String message) {
    super(message);
  }

  public MalformedFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
