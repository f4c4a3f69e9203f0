package io.retune.ingest.source.folder;

import io.micrometer.core.instrument.MeterRegistry;

/** What became of the files of the watched folder. Thread-safe. */
final class FolderMeters {
  private final MeterRegistry registry;

  FolderMeters(MeterRegistry registry) {
    this.registry = registry;
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
