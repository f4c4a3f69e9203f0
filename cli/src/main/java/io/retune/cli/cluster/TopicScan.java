package io.retune.cli.cluster;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.retune.cli.output.Progress;
import io.retune.schemas.Topic;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads what a compacted topic holds at this moment: the last message of each key. */
public final class TopicScan {
  private final TopicRecords records;

  public TopicScan(Cluster cluster, Progress progress) {
    this.records = new TopicRecords(cluster, progress);
  }

  /**
   * The last message of each key that has one, by key. Records that cannot be read are left out:
   * they are a matter for dead letters.
   *
   * @param wanted which keys to keep
   * @throws io.retune.cli.CommandFailure if the topic is not there or cannot be read to its end
   */
  public <V extends Message> Map<String, V> latest(Topic<V> topic, Predicate<String> wanted) {
    return latest(topic, wanted, message -> message);
  }

  /**
   * The same where only a part of each message is of use: no more than that is held in memory.
   *
   * @param part of a message; not null
   */
  public <V extends Message, P> Map<String, P> latest(
      Topic<V> topic, Predicate<String> wanted, Function<V, P> part) {
    Map<String, P> parts = new TreeMap<>();
    records.forEach(
        topic,
        record -> {
          if (record.key() == null || !wanted.test(record.key())) {
            return;
          }
          read(topic, record.value())
              .ifPresentOrElse(
                  message -> parts.put(record.key(), part.apply(message)),
                  () -> parts.remove(record.key()));
        });
    return parts;
  }

  private static <V extends Message> Optional<V> read(Topic<V> topic, byte[] value) {
    try {
      return value == null ? Optional.empty() : Optional.of(topic.parse(value));
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }
}
