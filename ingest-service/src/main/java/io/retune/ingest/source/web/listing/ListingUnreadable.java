package io.retune.ingest.source.web.listing;

/** A feed or a sitemap cannot be read; the message says why, in one line. */
public final class ListingUnreadable extends Exception {
  private static final long serialVersionUID = 1L;

  public ListingUnreadable(String reason) {
    super(reason);
  }

  ListingUnreadable(String reason, Throwable cause) {
    super(reason, cause);
  }
}
