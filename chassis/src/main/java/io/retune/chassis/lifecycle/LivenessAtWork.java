package io.retune.chassis.lifecycle;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Looks at this process's liveness for as long as it runs. */
@Singleton
final class LivenessAtWork {
  private static final Logger LOG = Logger.getLogger(LivenessAtWork.class);

  /** Longer than an orderly end takes; what hangs in its end is ended all the same. */
  private static final long END_SECONDS = 60;

  private final SmallRyeHealthReporter health;
  private final LivenessConfig config;
  private final ScheduledExecutorService thread;

  LivenessAtWork(SmallRyeHealthReporter health, LivenessConfig config) {
    this.health = health;
    this.config = config;
    this.thread = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("liveness"));
  }

  void start(@Observes StartupEvent start) {
    LivenessWatch watch = new LivenessWatch(this::down, config.looks(), this::exit);
    long millis = config.interval().toMillis();
    thread.scheduleWithFixedDelay(() -> look(watch), millis, millis, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    thread.shutdownNow();
  }

  private static void look(LivenessWatch watch) {
    try {
      watch.look();
    } catch (RuntimeException e) {
      // A schedule ends with the first exception that leaves it.
      LOG.warn("the liveness of this process could not be looked at", e);
    }
  }

  private List<String> down() {
    JsonObject answer = health.getLiveness().getPayload();
    return answer.getJsonArray("checks").getValuesAs(JsonObject.class).stream()
        .filter(check -> !"UP".equals(check.getString("status", "")))
        .map(LivenessAtWork::inWords)
        .toList();
  }

  private static String inWords(JsonObject check) {
    JsonValue data = check.get("data");
    return check.getString("name", "?") + (data == null ? "" : " " + data);
  }

  private void exit() {
    Thread end =
        new DaemonThreads("liveness-end")
            .newThread(
                () -> {
                  try {
                    TimeUnit.SECONDS.sleep(END_SECONDS);
                    Runtime.getRuntime().halt(1);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    end.start();
    Quarkus.asyncExit(1);
  }
}
