package io.retune.ingest.extract;

/** The service is about to stop; says nothing of the document, which is to be read again. */
public final class ExtractorClosed extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  ExtractorClosed() {
    super("the service stops");
  }
}
