package io.retune.schemas;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** What the broker does with old records. */
public enum Cleanup {
  /** The last record of each key stays for ever. */
  COMPACT {
    @Override
    Map<String, String> settings() {
      return Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_COMPACT,
          // A stage that was down for less still learns what was deleted.
          TopicConfig.DELETE_RETENTION_MS_CONFIG,
          millis(Duration.ofDays(7)));
    }
  },
  /** Records go after a month. */
  DELETE_AFTER_A_MONTH {
    @Override
    Map<String, String> settings() {
      return Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_DELETE,
          TopicConfig.RETENTION_MS_CONFIG,
          millis(Duration.ofDays(30)));
    }
  };

  abstract Map<String, String> settings();

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }
}
