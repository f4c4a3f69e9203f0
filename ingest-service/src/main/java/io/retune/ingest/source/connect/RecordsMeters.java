package io.retune.ingest.source.connect;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** What became of the records, since the start of this instance. Thread-safe. */
public final class RecordsMeters {
  private final MeterRegistry registry;
  private final AtomicLong documents = new AtomicLong();
  private final AtomicLong deletions = new AtomicLong();
  private final AtomicLong deadLetters = new AtomicLong();
  private final AtomicReference<Instant> last = new AtomicReference<>();
  private final AtomicReference<String> reason = new AtomicReference<>();

  public RecordsMeters(MeterRegistry registry) {
    this.registry = Objects.requireNonNull(registry, "registry");
  }

  /** How the records stand. */
  public RecordsStatus status() {
    return new RecordsStatus(
        documents.get(),
        deletions.get(),
        deadLetters.get(),
        Optional.ofNullable(last.get()),
        Optional.ofNullable(reason.get()));
  }

  void changed(DocumentChange change, Instant now) {
    boolean isPut = change.document().isPresent();
    (isPut ? documents : deletions).incrementAndGet();
    last.set(now);
    registry
        .counter(
            "retune.ingest.records",
            "outcome",
            isPut ? "document" : "deletion",
            "collection",
            change.key().collection())
        .increment();
  }

  /** What was put aside is in the counter of dead letters, too. */
  void unreadable(String why, Instant now) {
    deadLetters.incrementAndGet();
    last.set(now);
    reason.set(why);
  }
}
