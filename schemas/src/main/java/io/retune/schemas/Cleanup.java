package io.retune.schemas;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** What the broker does with old records. */
public enum Cleanup {
  /** The last record of each key stays for ever. */
  COMPACT(TopicConfig.CLEANUP_POLICY_COMPACT) {
    @Override
    void retain(Map<String, String> settings) {
      // A stage that was down for less still learns what was deleted.
      settings.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, millis(Duration.ofDays(7)));
    }
  },
  /** The last record of each key stays for a month. */
  COMPACT_FOR_A_MONTH(
      TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE) {
    @Override
    void retain(Map<String, String> settings) {
      settings.put(TopicConfig.RETENTION_MS_CONFIG, millis(Duration.ofDays(30)));
      // A record without a value may be here for that value: it is kept as long as the others.
      settings.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, millis(Duration.ofDays(30)));
    }
  },
  /** The last record of each key stays for a day. */
  COMPACT_FOR_A_DAY(TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE) {
    @Override
    void retain(Map<String, String> settings) {
      settings.put(TopicConfig.RETENTION_MS_CONFIG, millis(Duration.ofDays(1)));
      settings.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, millis(Duration.ofDays(1)));
    }
  },
  /** Records go after a week. */
  DELETE_AFTER_A_WEEK(TopicConfig.CLEANUP_POLICY_DELETE) {
    @Override
    void retain(Map<String, String> settings) {
      settings.put(TopicConfig.RETENTION_MS_CONFIG, millis(Duration.ofDays(7)));
    }
  };

  private final String policy;

  Cleanup(String policy) {
    this.policy = policy;
  }

  abstract void retain(Map<String, String> settings);

  /**
   * The broker's settings.
   *
   * <p>The broker compacts closed segments only, and each within the maximal lag; a segment is
   * closed by the first record that comes after its time is over. So each of the two gets half of
   * the bound.
   *
   * @param forgetWithin how long a record that was replaced or deleted may still lie on disk
   */
  Map<String, String> settings(Duration forgetWithin) {
    Map<String, String> settings = new HashMap<>();
    settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, policy);
    settings.put(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, millis(forgetWithin.dividedBy(2)));
    settings.put(TopicConfig.SEGMENT_MS_CONFIG, millis(forgetWithin.dividedBy(2)));
    retain(settings);
    return settings;
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }
}
