package io.retune.serving.release;

import io.retune.adapter.follow.AdapterVersion;
import io.retune.adapter.follow.RefusedRelease;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The last release of a collection.
 *
 * @param partition it was read from
 * @param offset of its record there
 * @param version that is served; 0 where it is refused
 * @param refused why it cannot be served
 */
record Followed(
    int partition, long offset, AdapterVersion version, Optional<RefusedRelease> refused) {
  Followed {
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(refused, "refused");
  }

  /** Whether a record is this one, or one that it replaced. */
  boolean isNotBefore(ConsumerRecord<String, byte[]> record) {
    return record.partition() == partition && record.offset() <= offset;
  }
}
