package io.retune.ingest.source.web;

import io.retune.schemas.InstantCodec;
import io.retune.schemas.v1.FeedPage;
import java.time.Duration;
import java.time.Instant;

/** When a page has to be looked at. */
final class FeedPages {
  private FeedPages() {}

  /**
   * Whether a page is to be fetched: it was not looked at in this version, it may be gone, or it is
   * time to look again.
   */
  static boolean isDue(FeedPage page, Duration recheck, Instant now) {
    if (page.getAddress().isEmpty() || page.getNamedBy().isEmpty()) {
      return false;
    }
    return !page.hasCheckedAt()
        || !page.getVersion().equals(page.getCheckedVersion())
        || page.getUnanswered()
        || (page.getGone() && page.getTaken())
        || !InstantCodec.decode(page.getCheckedAt()).plus(recheck).isAfter(now);
  }
}
