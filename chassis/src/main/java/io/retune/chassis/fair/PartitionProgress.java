package io.retune.chassis.fair;

import io.retune.schemas.lag.DoneOffsets;
import io.retune.schemas.lag.OffsetRange;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** How far a partition is noted, and what of it is done. Not thread-safe. */
final class PartitionProgress {
  private DoneOffsets done;
  private long end;

  private PartitionProgress(DoneOffsets done) {
    this.done = done;
    this.end = done.next();
  }

  /**
   * Where a consumer begins.
   *
   * @param first the first offset that it reads
   * @param committed null where nothing is. A consumer that was set back further does all again
   */
  static PartitionProgress from(long first, OffsetAndMetadata committed) {
    return new PartitionProgress(
        committed == null || committed.offset() > first
            ? DoneOffsets.below(first)
            : DoneOffsets.of(committed));
  }

  DoneOffsets done() {
    return done;
  }

  void add(OffsetRange range) {
    done = done.with(range);
  }

  /** The first offset that is not noted. */
  long end() {
    return end;
  }

  /** Notes all below an offset. */
  OffsetRange noteTo(long next) {
    OffsetRange noted = new OffsetRange(end, next);
    end = next;
    return noted;
  }
}
