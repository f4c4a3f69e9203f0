package io.retune.chassis.fair;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is left of a turn, or of a share of one, while it is filled. Not thread-safe. */
final class TurnRoom {
  private final TurnSize size;
  private int records;
  private int work;
  private long bytes;

  TurnRoom(TurnSize size) {
    this.size = size;
  }

  /** Whether one more goes into it; the first always does. */
  boolean has(ConsumerRecord<String, byte[]> record) {
    return records == 0
        || (records < size.all()
            && (record.value() == null || work < size.records())
            && bytes + HeldRecords.bytes(record) <= size.bytes());
  }

  /** Whether not even a tombstone goes into it. */
  boolean isFull() {
    return records >= size.all() || bytes >= size.bytes();
  }

  boolean isUsed() {
    return records > 0;
  }

  void take(ConsumerRecord<String, byte[]> record) {
    records++;
    work += record.value() == null ? 0 : 1;
    bytes += HeldRecords.bytes(record);
  }
}
