package io.retune.ingest.source;

/** A document is over the size limit. */
public final class DocumentTooLarge extends Exception {
  private static final long serialVersionUID = 1L;

  public DocumentTooLarge(long limit) {
    super("the document has more than " + limit + " bytes");
  }
}
