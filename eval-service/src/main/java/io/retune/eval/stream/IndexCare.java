package io.retune.eval.stream;

import io.retune.chassis.streams.BoundedRocksDb;
import io.retune.chassis.streams.LongWork;
import io.retune.chassis.streams.StateCompaction;
import io.retune.eval.keyword.KeywordIndexException;
import io.retune.eval.keyword.KeywordIndexUpdate;
import io.retune.eval.keyword.KeywordIndexes;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Takes texts that were deleted out of the keyword indexes, within {@link #EVERY} and the time that
 * the work takes, whether or not there is anything to evaluate; and deletes indexes of collections
 * that other instances have now. For the thread of one task.
 */
final class IndexCare {
  /** How often it is looked for deleted texts. */
  static final Duration EVERY = StateCompaction.WRITE_EVERY;

  /** How long an index stays whose collection is another instance's. */
  static final Duration KEEP_UNUSED = BoundedRocksDb.COMPACT_AFTER;

  private static final Logger LOG = Logger.getLogger(IndexCare.class);

  private final KeywordIndexes indexes;
  private final LongWork worker;
  private final Predicate<String> isMine;
  private final Function<String, StoredRecords> records;
  private final Set<String> due = new LinkedHashSet<>();

  /**
   * @param isMine whether a collection is the task's
   * @param records opens those of a collection
   */
  IndexCare(
      KeywordIndexes indexes,
      LongWork worker,
      Predicate<String> isMine,
      Function<String, StoredRecords> records) {
    this.indexes = indexes;
    this.worker = worker;
    this.isMine = isMine;
    this.records = records;
  }

  /** Looks which indexes need care. To be called every {@link #EVERY}. */
  void look(Instant now) {
    for (String collection : indexes.collections()) {
      if (isMine.test(collection)) {
        indexes.touch(collection, now);
        if (indexes.mayHoldDeletedText(collection)) {
          due.add(collection);
        }
      }
    }
    indexes.dropUntouched(KEEP_UNUSED, now);
    proceed();
  }

  /** Begins what is due, if it is its turn. */
  void proceed() {
    due.removeIf(
        collection ->
            worker
                .<Boolean>offer(
                    place(collection),
                    () -> {
                      indexes.compared(collection);
                      StoredRecords now = records.apply(collection);
                      return () -> clean(collection, now);
                    })
                .isPresent());
  }

  /** Gives up what is due. */
  void close() {
    due.forEach(collection -> worker.leave(place(collection)));
    due.clear();
  }

  private boolean clean(String collection, StoredRecords now) {
    boolean cleaned = false;
    try (now) {
      cleaned =
          indexes.use(
              collection,
              index -> {
                try (KeywordIndexUpdate update = index.update()) {
                  now.read(
                      (nodeId, record, arrived) -> {
                        if (record.hasNode()) {
                          update.keep(nodeId, record.getNode().getText());
                        }
                      });
                  update.finish();
                }
                return true;
              });
    } catch (KeywordIndexException e) {
      LOG.warnf("%s; it is made anew for the next evaluation", e.getMessage());
    } finally {
      if (!cleaned) {
        indexes.changed(collection);
      }
    }
    return cleaned;
  }

  /** In the queue of the long work, no collection's own. */
  private static String place(String collection) {
    return collection + "/index";
  }
}
