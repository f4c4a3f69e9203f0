package io.retune.chassis.outage;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.retune.chassis.lifecycle.StopSignal;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The remote dependencies of this process, each with its metric. Thread-safe. */
@Singleton
public final class RemoteDependencies {
  private final List<RemoteDependency> all = new CopyOnWriteArrayList<>();
  private final MeterRegistry meters;
  private final StopSignal stop;

  public RemoteDependencies(MeterRegistry meters, StopSignal stop) {
    this.meters = meters;
    this.stop = stop;
  }

  /**
   * Adds one, which is shown from then on.
   *
   * @param name such as {@code language model}
   */
  public RemoteDependency add(String name, BackOff backOff) {
    RemoteDependency added = new RemoteDependency(name, backOff, stop);
    Gauge.builder("retune.outage", added, one -> one.outageLength().toMillis() / 1000.0)
        .description("How long work has waited for a remote dependency; 0 where it serves")
        .baseUnit("seconds")
        .tag("dependency", name.replace(' ', '-'))
        .register(meters);
    all.add(added);
    return added;
  }

  /** Those that work waits for now. */
  public List<Outage> outages() {
    return all.stream().flatMap(one -> one.outage().stream()).toList();
  }
}
