package io.retune.trainer.embed;

import io.retune.chassis.outage.RefusedException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the stage has done since the process started, and what it does now. Thread-safe. */
@Singleton
final class EmbeddingProgress {

  private final Clock clock;
  private final Instant startedAt;
  private RecordCounts records = RecordCounts.NONE;
  private Instant lastBatchAt;
  private UnderWay underWay;
  private Failure lastFailure;

  EmbeddingProgress() {
    this(Clock.systemUTC());
  }

  EmbeddingProgress(Clock clock) {
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  /** What is done with a batch. */
  enum Step {
    /** The base model works on it. */
    EMBEDDING,
    /** What came of it is on its way to the broker. */
    SENDING
  }

  /**
   * The batch that is worked on.
   *
   * @param since when it was read
   * @param records in it
   */
  record UnderWay(Instant since, int records, Step step) {}

  /**
   * The base model could not embed a record, although it embeds others.
   *
   * @param reason one line, without secrets
   */
  record Failure(Instant at, String reason) {}

  synchronized void begin(int batch) {
    underWay = new UnderWay(clock.instant(), batch, Step.EMBEDDING);
  }

  synchronized void send() {
    underWay = new UnderWay(underWay.since(), underWay.records(), Step.SENDING);
  }

  /**
   * Ends the batch.
   *
   * @param outcomes of its records; none where it is read again
   */
  synchronized void end(List<Outcome> outcomes) {
    underWay = null;
    for (Outcome outcome : outcomes) {
      records = records.plus(outcome);
      lastBatchAt = clock.instant();
      if (outcome instanceof Outcome.Rejected rejected
          && rejected.reason() instanceof RefusedException refused) {
        lastFailure = new Failure(clock.instant(), refused.getMessage());
      }
    }
  }

  Instant startedAt() {
    return startedAt;
  }

  synchronized RecordCounts records() {
    return records;
  }

  /** When the last batch was done; empty before the first. */
  synchronized Optional<Instant> lastBatchAt() {
    return Optional.ofNullable(lastBatchAt);
  }

  /** Empty between two batches. */
  synchronized Optional<UnderWay> underWay() {
    return Optional.ofNullable(underWay);
  }

  /** Empty where the base model has embedded everything. */
  synchronized Optional<Failure> lastFailure() {
    return Optional.ofNullable(lastFailure);
  }

  /** How long the batch under way has taken so far; zero between two batches. */
  Duration age() {
    return underWay()
        .map(batch -> Duration.between(batch.since(), clock.instant()))
        .orElse(Duration.ZERO);
  }
}
