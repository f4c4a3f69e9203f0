package io.retune.cli.forget;

import java.util.Map;
import java.util.Set;

/**
 * Where a subject's text lies now. Topics are named without the deployment's prefix.
 *
 * @param live keys whose last record holds it, by topic
 * @param onDisk keys of which any record holds it, be it replaced or deleted already, by topic;
 *     topics without one are left out
 * @param records that hold it
 * @param questions of its live records in {@code qa-pairs}
 * @param vectors of its live records in {@code embeddings}
 */
public record Trace(
    Map<String, Set<String>> live,
    Map<String, Set<String>> onDisk,
    Map<String, Integer> records,
    int questions,
    int vectors) {
  public Trace {
    live = Map.copyOf(live);
    onDisk = Map.copyOf(onDisk);
    records = Map.copyOf(records);
  }

  /** Keys of a topic whose last record holds the subject. */
  public Set<String> live(String topic) {
    return live.getOrDefault(topic, Set.of());
  }

  public boolean isLive() {
    return live.values().stream().anyMatch(keys -> !keys.isEmpty());
  }
}
