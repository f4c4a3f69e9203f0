package io.retune.serving.openai;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.retune.serving.model.ServedModel;
import io.retune.serving.release.FollowedReleases;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/**
 * Requests, texts, tokens and times. Collections that never had a release share one tag, because
 * their names are only what callers say. Thread-safe.
 */
@Singleton
final class RequestMeters {
  private final MeterRegistry registry;
  private final FollowedReleases releases;

  RequestMeters(MeterRegistry registry, FollowedReleases releases) {
    this.registry = registry;
    this.releases = releases;
  }

  /** A request that was answered. */
  void answered(ServedModel model, List<String> texts, long tokens, Duration took) {
    String collection = known(model.name().collection());
    String side = model.side().word();
    registry.counter("retune.serving.requests", "collection", collection, "side", side).increment();
    registry
        .counter("retune.serving.texts", "collection", collection, "side", side)
        .increment(texts.size());
    registry
        .counter("retune.serving.tokens", "collection", collection, "side", side)
        .increment(tokens);
    // There from the first request on, so that a rate begins at 0.
    keptOnBase(collection, 0);
    Timer.builder("retune.serving.latency")
        .description("From the request's body to its vectors")
        .tag("texts", texts.size() == 1 ? "one" : "several")
        .publishPercentiles(0.5, 0.99)
        .register(registry)
        .record(took);
  }

  /** A query is answered by the base model, as its share has it. */
  void keptOnBase(String collection) {
    keptOnBase(known(collection), 1);
  }

  private void keptOnBase(String knownCollection, int queries) {
    registry
        .counter("retune.serving.kept.on.base", "collection", knownCollection)
        .increment(queries);
  }

  private String known(String collection) {
    return releases.isKnown(collection) ? collection : "unreleased";
  }

  /** A request that failed or was refused behind the guard. */
  void failed(int status) {
    registry.counter("retune.serving.refused", "status", Integer.toString(status)).increment();
  }
}
