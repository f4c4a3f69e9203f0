package io.retune.chassis.kafka;

import io.retune.schemas.Topic;
import java.time.Duration;
import java.util.Objects;

/**
 * What a producer may use.
 *
 * @param maxMessageBytes the largest record
 * @param bufferBytes the memory for records on their way; a record that finds no room waits
 * @param timeout how long a record may be on its way before it counts as not sent; at least a
 *     millisecond
 */
public record ProducerLimits(int maxMessageBytes, long bufferBytes, Duration timeout) {
  public ProducerLimits {
    Objects.requireNonNull(timeout, "timeout");
    if (maxMessageBytes < 1) {
      throw new IllegalArgumentException(
          "maxMessageBytes must be at least 1, not " + maxMessageBytes);
    }
    if (bufferBytes < maxMessageBytes) {
      throw new IllegalArgumentException(
          "a buffer of %d bytes does not hold a record of %d"
              .formatted(bufferBytes, maxMessageBytes));
    }
    if (timeout.toMillis() < 1 || timeout.toMillis() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("timeout must be 1 ms to 24 days, not " + timeout);
    }
  }

  /** Room for two of the largest records of a topic. */
  public static ProducerLimits of(Topic<?> topic, Duration timeout) {
    return new ProducerLimits(topic.maxMessageBytes(), 2L * topic.maxMessageBytes(), timeout);
  }
}
