package io.retune.cli.forget;

import io.retune.cli.cluster.Cluster;
import io.retune.schemas.Topic;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** How long a cluster may keep what was deleted from a topic, by the settings that it has now. */
public final class CompactionBound {
  /** Longer than that is no bound: the broker's default is 292 million years. */
  private static final Duration LONGEST = Duration.ofDays(366);

  private final Cluster cluster;

  public CompactionBound(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * The time until a segment is closed and the time until a closed segment is compacted, together.
   *
   * @return empty where the topic has no bound
   */
  public Optional<Duration> of(Topic<?> topic) {
    ConfigResource resource =
        new ConfigResource(ConfigResource.Type.TOPIC, cluster.names().of(topic));
    try (Admin admin = cluster.admin()) {
      Config config =
          cluster.await(admin.describeConfigs(java.util.List.of(resource)).all()).get(resource);
      if (!config
          .get(TopicConfig.CLEANUP_POLICY_CONFIG)
          .value()
          .contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
        return Optional.empty();
      }
      long lag = value(config, TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG);
      if (lag > LONGEST.toMillis()) {
        return Optional.empty();
      }
      // The broker closes a segment after the shorter of the two.
      long segment = Math.min(lag, value(config, TopicConfig.SEGMENT_MS_CONFIG));
      return Optional.of(Duration.ofMillis(lag + segment));
    }
  }

  private static long value(Config config, String name) {
    return Long.parseLong(config.get(name).value());
  }
}
