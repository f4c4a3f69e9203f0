package io.retune.ingest.source;

/**
 * The cluster did not take a document; the message says why, in one line. It can be tried again.
 */
public final class PublishingFailed extends Exception {
  private static final long serialVersionUID = 1L;

  public PublishingFailed(String reason, Throwable cause) {
    super(reason, cause);
  }
}
