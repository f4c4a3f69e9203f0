package io.retune.trainer.train.stream;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The collections that this instance works on, for those who ask. Thread-safe. */
public final class TrainingBoard {

  private final ConcurrentMap<String, TrainingStatus> statuses = new ConcurrentHashMap<>();

  /** In the order of their names. */
  public List<TrainingStatus> all() {
    return statuses.values().stream()
        .sorted(Comparator.comparing(TrainingStatus::collection))
        .toList();
  }

  /** Empty where another instance works on it, or nobody. */
  public Optional<TrainingStatus> find(String collection) {
    return Optional.ofNullable(statuses.get(collection));
  }

  void show(TrainingStatus status) {
    statuses.put(status.collection(), status);
  }

  void remove(String collection) {
    statuses.remove(collection);
  }
}
