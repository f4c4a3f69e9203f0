package io.retune.chassis.kafka;

import io.retune.schemas.TopicNames;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.BaseModelState;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;

/** Reads {@code base-models}. Each call opens a consumer of its own. Thread-safe. */
public final class TopicBaseModelLog implements BaseModelLog {
  private final KafkaClients clients;
  private final TopicNames names;
  private final Duration timeout;

  /**
   * @param timeout how long one call may take
   */
  public TopicBaseModelLog(KafkaClients clients, TopicNames names, Duration timeout) {
    this.clients = Objects.requireNonNull(clients, "clients");
    this.names = Objects.requireNonNull(names, "names");
    this.timeout = Objects.requireNonNull(timeout, "timeout");
  }

  @Override
  public Optional<BaseModelState> find(String fingerprint) {
    try (Consumer<String, byte[]> consumer = clients.committedReader()) {
      return new LatestRecord(consumer, names, Deadline.in(timeout))
          .message(Topics.BASE_MODELS, fingerprint);
    }
  }
}
