package io.retune.ingest.source.folder;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** What became of the files of the watched folder. Thread-safe. */
final class FolderMeters {
  private final MeterRegistry registry;
  private final AtomicInteger waiting = new AtomicInteger();

  FolderMeters(MeterRegistry registry) {
    this.registry = registry;
    registry.gauge("retune.ingest.folder.deletions.waiting", waiting);
  }

  /** Tells how many files would be deleted, were they not too many at once. */
  void waiting(int files) {
    waiting.set(files);
  }

  void taken() {
    count("taken");
  }

  void removed() {
    count("removed");
  }

  /**
   * Counts a file that is not taken.
   *
   * @param reason such as {@code too-large}
   */
  void refused(String reason) {
    count(reason);
  }

  private void count(String outcome) {
    registry.counter("retune.ingest.folder.files", "outcome", outcome).increment();
  }
}
