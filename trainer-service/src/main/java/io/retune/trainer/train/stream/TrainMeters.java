package io.retune.trainer.train.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What the trainer measures, each by collection. Thread-safe. */
final class TrainMeters {

  private final MeterRegistry registry;
  private final TrainingBoard board;
  private final ConcurrentMap<String, Double> losses = new ConcurrentHashMap<>();

  TrainMeters(MeterRegistry registry, TrainingBoard board) {
    this.registry = registry;
    this.board = board;
  }

  void watch(String collection) {
    Gauge.builder(
            "retune.train.unseen.examples",
            board,
            all -> all.find(collection).map(TrainingStatus::unseenExamples).orElse(0L))
        .description("Examples that came since the last training")
        .tag("collection", collection)
        .register(registry);
    Gauge.builder(
            "retune.train.latest.version",
            board,
            all -> all.find(collection).map(TrainingStatus::latestVersion).orElse(0L))
        .description("The latest version of a collection; 0 before the first")
        .tag("collection", collection)
        .register(registry);
    Gauge.builder(
            "retune.train.failing",
            board,
            all -> all.find(collection).filter(TrainMeters::isFailing).isPresent() ? 1 : 0)
        .description("1 while the last training or request of a collection gave no version")
        .tag("collection", collection)
        .register(registry);
  }

  private static boolean isFailing(TrainingStatus status) {
    return !status.lastFailure().isEmpty();
  }

  void trained(String collection, Trigger trigger, String recipe, Duration time, double loss) {
    registry.timer("retune.train.fit", "collection", collection, "recipe", recipe).record(time);
    versioned(collection, trigger);
    losses.put(collection, loss);
    Gauge.builder("retune.train.loss", losses, all -> all.getOrDefault(collection, Double.NaN))
        .description("At the last step of the last training")
        .tag("collection", collection)
        .register(registry);
  }

  void versioned(String collection, Trigger trigger) {
    registry
        .counter(
            "retune.train.versions", "collection", collection, "trigger", trigger.lineageName())
        .increment();
  }

  /** What came of an attempt to train, whoever wanted it. */
  void attempted(String collection, TrainOutcome outcome) {
    registry
        .counter("retune.train.attempts", "collection", collection, "outcome", outcome.name())
        .increment();
  }

  /** Questions that a training left out. */
  void dropped(String collection, String origin, String reason, int questions) {
    registry
        .counter(
            "retune.train.dropped.questions",
            "collection",
            collection,
            "origin",
            origin,
            "reason",
            reason)
        .increment(questions);
  }

  /** Records that a training left out. */
  void skipped(String collection, String reason, int records) {
    if (records > 0) {
      registry
          .counter("retune.train.skipped.records", "collection", collection, "reason", reason)
          .increment(records);
    }
  }
}
