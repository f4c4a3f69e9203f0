package io.retune.eval.dashboard;

import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;

/** Counts the pages that are being told of changes. Thread-safe. */
@Singleton
class Watchers {
  private final Semaphore places;

  Watchers(DashboardConfig config) {
    this.places = new Semaphore(config.maxWatchers());
  }

  /** False where there are as many as there may be; else to be followed by {@link #leave()}. */
  boolean enter() {
    return places.tryAcquire();
  }

  void leave() {
    places.release();
  }
}
