package io.retune.schemas.deadletter;

import io.retune.schemas.Topic;
import io.retune.schemas.TopicNames;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;

/**
 * What work on dead letters needs of a cluster. The command and the services have clients of their
 * own, which fail each in their own way.
 */
public interface LetterCluster {
  TopicNames names();

  /** Where topics begin and end at this moment, for those that read what is committed. */
  Extent extent(List<? extends Topic<?>> topics);

  /** Where partitions end at this moment, for those that read what is committed. */
  Map<TopicPartition, Long> ends(Set<TopicPartition> partitions);

  /**
   * Hands over the committed records of a range, tombstones too, in the order of each partition,
   * while more are wanted. What was deleted of it by now is left out.
   *
   * @param reader true where it wants more
   */
  void forEachWhile(Extent extent, Predicate<ConsumerRecord<String, byte[]>> reader);

  /** Hands over all of them. */
  default void forEach(Extent extent, Consumer<ConsumerRecord<String, byte[]>> reader) {
    forEachWhile(
        extent,
        record -> {
          reader.accept(record);
          return true;
        });
  }

  /** Opens a sender. */
  Sender sender();

  /** Removes the records before some offsets for good. */
  void removeBefore(Map<TopicPartition, Long> ends);

  /** Sends records. Not thread-safe. */
  interface Sender extends AutoCloseable {
    /**
     * Sends a record as it is, headers and all.
     *
     * @param placed told the offset once the broker has the record, maybe by another thread
     */
    void send(Topic<?> topic, String key, byte[] value, Headers headers, LongConsumer placed);

    /** Returns when the broker has all that was sent; fails where it did not take one. */
    void flush();

    @Override
    void close();
  }
}
