package io.retune.schemas.deadletter;

import io.retune.schemas.DeadLetter;
import io.retune.schemas.Topic;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that a service put aside, without what it holds: that may be a document of 64 MB.
 *
 * @param topic that it lies in
 * @param key null where the record had none
 * @param why empty where its headers do not say
 */
public record Letter(
    Topic<?> topic, int partition, long offset, String key, Optional<DeadLetter> why) {
  public Letter {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(why, "why");
  }

  /** The letter that a record of a topic is. */
  public static Letter of(Topic<?> topic, ConsumerRecord<String, byte[]> record) {
    return new Letter(
        topic,
        record.partition(),
        record.offset(),
        record.key(),
        DeadLetter.read(record.headers()));
  }
}
