package io.retune.eval.stream;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Which collections of this instance have checkpoints waiting, for those who ask. Thread-safe. */
public final class WaitingBoard {
  private final ConcurrentMap<String, Waiting> collections = new ConcurrentHashMap<>();

  /**
   * What waits in a collection.
   *
   * @param reason why the oldest waits
   */
  public record Waiting(int checkpoints, String reason) {}

  /** In the order of their names. */
  public Map<String, Waiting> all() {
    return new TreeMap<>(collections);
  }

  /** How many checkpoints of a collection wait. */
  int count(String collection) {
    Waiting waiting = collections.get(collection);
    return waiting == null ? 0 : waiting.checkpoints();
  }

  void show(String collection, int checkpoints, String reason) {
    collections.put(collection, new Waiting(checkpoints, reason));
  }

  void remove(String collection) {
    collections.remove(collection);
  }
}
