package io.retune.chassis.streams;

import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Takes what was deleted from a state store off the disk, within a bound: RocksDB writes a file
 * anew when it is {@link BoundedRocksDb#COMPACT_AFTER} old, without the values that were deleted
 * since. It looks for such files only when it writes one, and a deletion counts only when it is in
 * a file; so the store is made to write one every {@link #WRITE_EVERY}, be it quiet or not.
 */
public final class StateCompaction {
  /** How long a deletion is in memory only. */
  public static final Duration WRITE_EVERY = Duration.ofHours(1);

  /** Never a key of a record: those begin with a collection's name. */
  private static final String NO_KEY = "/";

  private StateCompaction() {}

  /**
   * Keeps the bound for a store. To be called once for each task that has the store.
   *
   * @param context of a processor that the store is connected to
   * @param store whose keys are those of records
   */
  public static void schedule(ProcessorContext<?, ?> context, KeyValueStore<String, ?> store) {
    context.schedule(
        WRITE_EVERY,
        PunctuationType.WALL_CLOCK_TIME,
        timestamp -> {
          store.delete(NO_KEY);
          store.flush();
        });
  }
}
