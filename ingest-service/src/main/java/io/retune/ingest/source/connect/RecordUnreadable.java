package io.retune.ingest.source.connect;

/** A record is not what can be made a document of; the message says why, in one line. */
final class RecordUnreadable extends Exception {
  private static final long serialVersionUID = 1L;

  RecordUnreadable(String reason) {
    super(reason);
  }

  RecordUnreadable(String reason, Throwable cause) {
    super(reason, cause);
  }
}
