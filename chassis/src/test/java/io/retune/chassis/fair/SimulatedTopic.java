package io.retune.chassis.fair;

import io.retune.schemas.lag.OffsetRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** One partition, with a consumer's position and the group's committed offset. */
final class SimulatedTopic implements RecordSource {
  static final TopicPartition PARTITION = new TopicPartition("nodes", 0);
  private static final int CHUNK = 7;

  private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
  private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
  private long end;
  private long position;
  private int read;

  /** Appends records of a value of so many bytes. */
  void add(String key, int count, int bytes) {
    for (int i = 0; i < count; i++) {
      append(key + (count == 1 ? "" : i), new byte[bytes]);
    }
  }

  void add(String... keys) {
    for (String key : keys) {
      append(key, new byte[1]);
    }
  }

  void delete(String key) {
    append(key, null);
  }

  /** The mark of a transaction: an offset without a record. */
  void mark() {
    end++;
  }

  private void append(String key, byte[] value) {
    records.add(
        new ConsumerRecord<>(
            PARTITION.topic(),
            PARTITION.partition(),
            end++,
            0,
            TimestampType.CREATE_TIME,
            key.length(),
            value == null ? -1 : value.length,
            key,
            value,
            new RecordHeaders(),
            Optional.empty()));
  }

  /** Has a backlog note what comes next, as far as it is there. */
  boolean note(Backlog backlog, int generation, int most) {
    List<ConsumerRecord<String, byte[]>> next =
        records.stream().filter(record -> record.offset() >= position).limit(most).toList();
    if (next.isEmpty()) {
      return false;
    }
    long last = next.get(next.size() - 1).offset();
    boolean atEnd = records.get(records.size() - 1).offset() == last;
    position = atEnd ? end : last + 1;
    ConsumerRecords<String, byte[]> polled =
        new ConsumerRecords<>(
            Map.of(PARTITION, next), Map.of(PARTITION, new OffsetAndMetadata(position)));
    Map<TopicPartition, OffsetAndMetadata> known =
        backlog.unknown(polled, generation).isEmpty() ? Map.of() : committed;
    backlog.note(polled, generation, known);
    return true;
  }

  void noteAll(Backlog backlog, int generation) {
    while (note(backlog, generation, 1_000)) {
      continue;
    }
  }

  /** As after a rebalance or a restart. */
  void readFromCommitted() {
    position = committed.containsKey(PARTITION) ? committed.get(PARTITION).offset() : 0;
  }

  void readFromTheStart() {
    position = 0;
  }

  /** What a transaction does. */
  void commit(Turn turn) {
    committed.putAll(turn.batch().next());
  }

  OffsetAndMetadata committed() {
    return committed.get(PARTITION);
  }

  long end() {
    return end;
  }

  /** How often records were read again. */
  int read() {
    return read;
  }

  List<ConsumerRecord<String, byte[]>> records() {
    return records;
  }

  @Override
  public Chunk read(TopicPartition partition, OffsetRange range) {
    read++;
    List<ConsumerRecord<String, byte[]>> chunk =
        records.stream().filter(record -> range.contains(record.offset())).limit(CHUNK).toList();
    return new Chunk(
        chunk, chunk.size() < CHUNK ? range.to() : chunk.get(chunk.size() - 1).offset() + 1);
  }
}
