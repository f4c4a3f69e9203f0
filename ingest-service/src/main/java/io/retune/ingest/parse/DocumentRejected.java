package io.retune.ingest.parse;

/** A document has no text that can be used; the message says why, in one line for people. */
public final class DocumentRejected extends Exception {
  private static final long serialVersionUID = 1L;

  public DocumentRejected(String reason) {
    super(reason);
  }

  public DocumentRejected(String reason, Throwable cause) {
    super(reason, cause);
  }
}
