package io.retune.trainer.embed;

/** A record that no retry can fix. The message is one line. */
final class InvalidRecordException extends Exception {

  private static final long serialVersionUID = 1L;

  InvalidRecordException(String message) {
    super(message);
  }
}
