package io.retune.chassis.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.retune.schemas.EntryKey;
import io.retune.schemas.Topic;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.AdapterRelease;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Reads checkpoints from their topics: first the collection's release, which holds what is served
 * and is most often what is looked for, then the checkpoints. Each call opens a consumer of its
 * own. Thread-safe.
 */
public final class TopicCheckpointLog implements CheckpointLog, VersionLog {
  private static final Logger LOG = Logger.getLogger(TopicCheckpointLog.class);

  private final KafkaClients clients;
  private final TopicNames names;
  private final Duration timeout;

  /**
   * @param timeout how long one call may take
   */
  public TopicCheckpointLog(KafkaClients clients, TopicNames names, Duration timeout) {
    this.clients = Objects.requireNonNull(clients, "clients");
    this.names = Objects.requireNonNull(names, "names");
    this.timeout = Objects.requireNonNull(timeout, "timeout");
  }

  @Override
  public Optional<AdapterCheckpoint> find(String collection, long version) {
    Deadline deadline = Deadline.in(timeout);
    try (Consumer<String, byte[]> consumer = clients.committedReader()) {
      LatestRecord records = new LatestRecord(consumer, names, deadline);
      return parsed(Topics.ADAPTER_RELEASES, records.of(Topics.ADAPTER_RELEASES, collection))
          .filter(release -> release.getVersion() == version && release.hasCheckpoint())
          .map(AdapterRelease::getCheckpoint)
          .or(
              () ->
                  parsed(
                      Topics.ADAPTER_CHECKPOINTS,
                      records.of(
                          Topics.ADAPTER_CHECKPOINTS,
                          new EntryKey(collection, Long.toString(version)).toString())));
    }
  }

  @Override
  public long latest(String collection) {
    Deadline deadline = Deadline.in(timeout);
    String prefix = EntryKey.prefix(collection);
    long[] latest = new long[1];
    try (Consumer<String, byte[]> consumer = clients.committedReader()) {
      new LatestRecord(consumer, names, deadline)
          .forEach(
              Topics.ADAPTER_CHECKPOINTS,
              prefix,
              record -> {
                if (record.key() != null && record.key().startsWith(prefix)) {
                  latest[0] = Math.max(latest[0], version(record.key().substring(prefix.length())));
                }
              });
    }
    return latest[0];
  }

  /** 0 where the key names no version: such a record is a dead letter of its reader. */
  private static long version(String id) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static <V extends Message> Optional<V> parsed(
      Topic<V> topic, Optional<ConsumerRecord<String, byte[]>> found) {
    if (found.isEmpty() || found.get().value() == null) {
      return Optional.empty();
    }
    ConsumerRecord<String, byte[]> record = found.get();
    try {
      return Optional.of(topic.parse(record.value()));
    } catch (InvalidProtocolBufferException e) {
      LOG.warnf(
          "%s[%d]@%d key %s cannot be read and counts as not kept: %s",
          record.topic(), record.partition(), record.offset(), record.key(), e.getMessage());
      return Optional.empty();
    }
  }
}
