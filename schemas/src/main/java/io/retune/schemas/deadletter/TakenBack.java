package io.retune.schemas.deadletter;

import io.retune.schemas.DeadLetter;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Which letters of a topic were taken back: a record without a value and without a reason takes
 * back the letters of its key before it. That is how a document's are forgotten. In memory it holds
 * the keys that were taken back only. Not thread-safe.
 */
final class TakenBack {
  private final Map<String, Long> offsets = new HashMap<>();

  static TakenBack in(LetterCluster cluster, Extent extent) {
    TakenBack takenBack = new TakenBack();
    cluster.forEach(
        extent,
        record -> {
          if (DeadLetter.takesBack(record)) {
            takenBack.offsets.put(record.key(), record.offset());
          }
        });
    return takenBack;
  }

  /** Whether a record is a letter that nobody has taken back; all of a key lie on one partition. */
  boolean leaves(ConsumerRecord<String, byte[]> record) {
    return !DeadLetter.takesBack(record)
        && offsets.getOrDefault(record.key(), -1L) < record.offset();
  }
}
