package io.retune.eval.report;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;

/** How old what applications serve is, whenever it was released. Thread-safe. */
final class AdapterAgeMeters {
  private final MeterRegistry registry;
  private final Clock clock;

  AdapterAgeMeters(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /** Shows a collection from here on. */
  void watch(String collection, CollectionView view) {
    Gauge.builder("retune.eval.adapter.age", view, this::age)
        .description("Since the version that applications serve was trained; 0 for the base model")
        .baseUnit("seconds")
        .tag("collection", collection)
        .register(registry);
  }

  private double age(CollectionView view) {
    return view.servedTrainedAt()
        .map(trained -> Duration.between(trained, clock.instant()).toMillis() / 1000.0)
        .orElse(0.0);
  }
}
