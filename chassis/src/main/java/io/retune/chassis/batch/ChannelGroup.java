package io.retune.chassis.batch;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;

/**
 * How a channel's consumer stands in its group. Thread-safe.
 *
 * @param clients those of all channels
 * @param channel an incoming one
 */
public record ChannelGroup(KafkaClientService clients, String channel)
    implements Supplier<ConsumerGroupMetadata> {
  /** Longer than the polling thread is ever busy. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  public ChannelGroup {
    Objects.requireNonNull(clients, "clients");
    Objects.requireNonNull(channel, "channel");
  }

  @Override
  public ConsumerGroupMetadata get() {
    return clients.getConsumer(channel).consumerGroupMetadata().await().atMost(TIMEOUT);
  }
}
