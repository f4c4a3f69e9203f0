package io.retune.chassis.lifecycle;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends every wait of the process when it is to stop. Given once, it stays given. Thread-safe.
 *
 * <p>Work that waits for something outside the process, however long, waits here.
 */
@Singleton
public final class StopSignal {
  private final CountDownLatch given = new CountDownLatch(1);

  /** Whether the process is to stop. */
  public boolean isGiven() {
    return given.getCount() == 0;
  }

  /**
   * Waits for so long, or until the process is to stop.
   *
   * @return whether the process is to stop
   */
  public boolean await(Duration time) {
    try {
      return given.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Threads of a stage are interrupted only when the process ends.
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Ends all waits, those of the future too. */
  public void give() {
    given.countDown();
  }

  void onShutdown(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent stop) {
    give();
  }
}
