package io.retune.qagen.stage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Picks the records of a batch that still hold. */
final class LatestByKey {

  private LatestByKey() {}

  /** The last record of each key, and all records without a key, which replace nothing. */
  static List<ConsumerRecord<String, byte[]>> of(ConsumerRecords<String, byte[]> batch) {
    Map<String, ConsumerRecord<String, byte[]>> latest = new LinkedHashMap<>();
    List<ConsumerRecord<String, byte[]>> keyless = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : batch) {
      if (record.key() == null) {
        keyless.add(record);
      } else {
        latest.put(record.key(), record);
      }
    }
    keyless.addAll(latest.values());
    return keyless;
  }
}
