package io.retune.chassis.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The records of a batch by whether they still hold. Both lists are in the order of the batch.
 *
 * @param latest the last record of each key, and all records without a key, which replace nothing
 * @param superseded the others
 */
public record LatestByKey(
    List<ConsumerRecord<String, byte[]>> latest, List<ConsumerRecord<String, byte[]>> superseded) {
  public LatestByKey {
    latest = List.copyOf(latest);
    superseded = List.copyOf(superseded);
  }

  /**
   * @param batch such as {@code ConsumerRecords}
   */
  public static LatestByKey of(Iterable<ConsumerRecord<String, byte[]>> batch) {
    Map<String, ConsumerRecord<String, byte[]>> last = new HashMap<>();
    batch.forEach(record -> last.put(record.key(), record));
    List<ConsumerRecord<String, byte[]>> latest = new ArrayList<>();
    List<ConsumerRecord<String, byte[]>> superseded = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : batch) {
      boolean holds = record.key() == null || last.get(record.key()) == record;
      (holds ? latest : superseded).add(record);
    }
    return new LatestByKey(latest, superseded);
  }
}
