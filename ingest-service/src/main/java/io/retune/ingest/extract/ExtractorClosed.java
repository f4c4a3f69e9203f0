package io.retune.ingest.extract;

/** The service is about to stop. This says nothing about the document, which will be read again. */
public final class ExtractorClosed extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  ExtractorClosed() {
    super("the service stops");
  }
}
