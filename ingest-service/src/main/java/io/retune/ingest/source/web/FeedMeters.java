package io.retune.ingest.source.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.retune.schemas.v1.FeedPage;
import io.retune.schemas.v1.FeedState;
import java.util.concurrent.atomic.AtomicInteger;

/** What became of the pages of one feed. Thread-safe. */
final class FeedMeters {
  private final MeterRegistry registry;
  private final Tags tags;
  private final AtomicInteger deletions = new AtomicInteger();
  private final AtomicInteger documents = new AtomicInteger();

  FeedMeters(MeterRegistry registry, Feed feed) {
    this.registry = registry;
    this.tags = Tags.of("feed", feed.name(), "collection", feed.collection());
    registry.gauge("retune.ingest.feed.deletions.waiting", tags, deletions);
    registry.gauge("retune.ingest.feed.documents", tags, documents);
  }

  void taken() {
    page("taken");
  }

  void unchanged() {
    page("unchanged");
  }

  void removed() {
    page("removed");
  }

  void refused() {
    page("refused");
  }

  void failed() {
    page("failed");
  }

  /**
   * Counts a poll, and shows what it has left.
   *
   * @param after what is known now
   * @param deletionsWaiting pages that would be deleted, were they not too many at once
   */
  void polled(FeedState after, int deletionsWaiting) {
    String outcome = after.getProblem().isEmpty() ? "done" : "problem";
    registry.counter("retune.ingest.feed.polls", tags.and("outcome", outcome)).increment();
    deletions.set(deletionsWaiting);
    documents.set(
        Math.toIntExact(after.getPagesList().stream().filter(FeedPage::getTaken).count()));
  }

  private void page(String outcome) {
    registry.counter("retune.ingest.feed.pages", tags.and("outcome", outcome)).increment();
  }
}
