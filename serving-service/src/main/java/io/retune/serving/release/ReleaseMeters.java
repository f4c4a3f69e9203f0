package io.retune.serving.release;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which version each collection is served with, and how old its release is. Thread-safe. */
final class ReleaseMeters {
  private final MeterRegistry registry;
  private final Clock clock;
  private final Map<String, Followed> collections = new ConcurrentHashMap<>();

  ReleaseMeters(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  /** Shows a collection's release from here on. */
  void follow(String collection, Followed release) {
    if (collections.put(collection, release) == null) {
      register(collection);
    }
  }

  private void register(String collection) {
    Gauge.builder("retune.serving.version", this, all -> all.version(collection))
        .description("The version served; 0 is the base model, -1 a release that cannot be served")
        .tag("collection", collection)
        .register(registry);
    Gauge.builder("retune.serving.adapter.age", this, all -> all.age(collection))
        .description("Since when the version served is released; 0 for the base model")
        .baseUnit("seconds")
        .tag("collection", collection)
        .register(registry);
  }

  private double version(String collection) {
    Followed release = collections.get(collection);
    return release.refused().isPresent() ? -1 : release.version().version();
  }

  private double age(String collection) {
    Followed release = collections.get(collection);
    return release.version().isBase()
        ? 0
        : release
            .version()
            .releasedAt()
            .map(at -> Duration.between(at, clock.instant()).toMillis() / 1000.0)
            .orElse(0.0);
  }
}
