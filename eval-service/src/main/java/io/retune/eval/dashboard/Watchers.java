package io.retune.eval.dashboard;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;

/** Counts the pages that are being told of changes, and sends them away at the end. Thread-safe. */
@Singleton
class Watchers {
  private final Semaphore places;

  /**
   * A service that stops waits until its requests are answered, and only then says that it stops. A
   * stream of changes would hold it up for as long as it may.
   */
  private final Thread atExit = new Thread(this::sendAway, "retune-watchers-exit");

  private volatile boolean sentAway;

  Watchers(DashboardConfig config) {
    this.places = new Semaphore(config.maxWatchers());
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** False where there are as many as there may be; else to be followed by {@link #leave()}. */
  boolean enter() {
    return places.tryAcquire();
  }

  void leave() {
    places.release();
  }

  /** Whether nobody is to be told of anything any more. */
  boolean areSentAway() {
    return sentAway;
  }

  void sendAway() {
    sentAway = true;
  }

  /** Where the process goes on without this service, as in dev mode. */
  @PreDestroy
  void forget() {
    sendAway();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook has run.
    }
  }
}
