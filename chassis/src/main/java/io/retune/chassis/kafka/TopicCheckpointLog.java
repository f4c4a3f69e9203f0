package io.retune.chassis.kafka;

import io.retune.schemas.EntryKey;
import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.AdapterCheckpoint;
import io.retune.schemas.v1.AdapterRelease;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Reads checkpoints from their topics: first the collection's release, which holds what is served
 * and is most often what is looked for, then the checkpoints. Each call opens a consumer of its
 * own. Thread-safe.
 */
public final class TopicCheckpointLog implements CheckpointLog, VersionLog {
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
      return records
          .message(Topics.ADAPTER_RELEASES, collection)
          .filter(release -> release.getVersion() == version && release.hasCheckpoint())
          .map(AdapterRelease::getCheckpoint)
          .or(
              () ->
                  records.message(
                      Topics.ADAPTER_CHECKPOINTS,
                      new EntryKey(collection, Long.toString(version)).toString()));
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
}
