package io.retune.cli.cluster;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.retune.schemas.Topic;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Reads what a compacted topic holds at this moment: the last message of each key. */
public final class TopicScan {
  private final TopicRecords records;

  public TopicScan(Cluster cluster) {
    this.records = new TopicRecords(cluster);
  }

  /**
   * The last message of each key that has one, by key. Records that cannot be read are left out:
   * they are a matter for dead letters.
   *
   * @param wanted which keys to keep
   * @throws io.retune.cli.CommandFailure if the topic is not there or cannot be read to its end
   */
  public <V extends Message> Map<String, V> latest(Topic<V> topic, Predicate<String> wanted) {
    Map<String, byte[]> values = new TreeMap<>();
    records.forEach(
        topic,
        record -> {
          if (record.key() == null || !wanted.test(record.key())) {
            return;
          }
          if (record.value() == null) {
            values.remove(record.key());
          } else {
            values.put(record.key(), record.value());
          }
        });
    Map<String, V> messages = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          try {
            messages.put(key, topic.parse(value));
          } catch (InvalidProtocolBufferException e) {
            messages.remove(key);
          }
        });
    return messages;
  }
}
