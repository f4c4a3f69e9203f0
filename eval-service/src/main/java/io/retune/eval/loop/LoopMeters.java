package io.retune.eval.loop;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/**
 * The loop for monitoring. Each scrape asks for it, so the cluster is looked at while somebody
 * scrapes. NaN where it is not known; every instance of the service shows the same.
 */
@Singleton
final class LoopMeters {
  private static final String STAGE = "stage";

  private final LoopWatch watch;
  private final MeterRegistry registry;
  private final Clock clock = Clock.systemUTC();

  LoopMeters(LoopWatch watch, MeterRegistry registry) {
    this.watch = watch;
    this.registry = registry;
  }

  void start(@Observes StartupEvent event) {
    for (Stage stage : Stage.values()) {
      show(stage, "retune.loop.lag", "Records that a stage has not worked on", StageStatus::lag);
      show(
          stage,
          "retune.loop.rate",
          "Offsets that a stage came on in a second",
          status -> status.rate().orElse(Double.NaN));
      show(
          stage,
          "retune.loop.instances",
          "Members of a stage's consumer groups",
          status -> status.instances().map(Integer::doubleValue).orElse(Double.NaN));
      show(
          stage,
          "retune.loop.dead.letters",
          "At most so many records that a stage put aside are kept",
          StageStatus::deadLetters);
      show(
          stage,
          "retune.loop.waiting",
          "1 while something holds a stage up",
          status -> status.waiting().isPresent() ? 1 : 0);
    }
    Gauge.builder("retune.loop.look.age", watch, this::age)
        .description("Since the cluster last told how the loop stands")
        .baseUnit("seconds")
        .register(registry);
  }

  private void show(
      Stage stage, String name, String description, ToDoubleFunction<StageStatus> figure) {
    Gauge.builder(name, watch, all -> figure(all.status(), stage, figure))
        .description(description)
        .tag(STAGE, stage.wireName())
        .register(registry);
  }

  private static double figure(LoopStatus loop, Stage stage, ToDoubleFunction<StageStatus> figure) {
    return loop.stages().stream()
        .filter(status -> status.stage().equals(stage.wireName()))
        .findFirst()
        .filter(status -> loop.failure().isEmpty())
        .map(figure::applyAsDouble)
        .orElse(Double.NaN);
  }

  private double age(LoopWatch all) {
    return all.status()
        .lookedAt()
        .map(at -> Duration.between(at, clock.instant()).toMillis() / 1000.0)
        .orElse(Double.NaN);
  }
}
