package io.retune.chassis.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Records that a consumer of a group read at once.
 *
 * @param records in the order of the batch
 * @param next where each of their partitions is to be read on
 * @param generation of the group when they were read: in a later one they may be another's
 */
public record PolledBatch(
    List<ConsumerRecord<String, byte[]>> records,
    Map<TopicPartition, OffsetAndMetadata> next,
    int generation) {
  public PolledBatch {
    records = List.copyOf(records);
    next = Map.copyOf(next);
    if (records.isEmpty() || next.isEmpty()) {
      throw new IllegalArgumentException("a batch has records");
    }
  }

  public static PolledBatch of(ConsumerRecords<String, byte[]> polled, int generation) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    polled.forEach(records::add);
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      OffsetAndMetadata after =
          new OffsetAndMetadata(record.offset() + 1, record.leaderEpoch(), "");
      // The consumer knows of the end marks of transactions behind the last record.
      next.put(partition, polled.nextOffsets().getOrDefault(partition, after));
    }
    return new PolledBatch(records, next, generation);
  }
}
