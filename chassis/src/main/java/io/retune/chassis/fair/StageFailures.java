package io.retune.chassis.fair;

import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/**
 * Stages whose work ended with a failure that is no record's, such as a cluster that refuses what
 * they write. The process is not live then, as with a channel that failed. Thread-safe.
 */
@Default
@Liveness
@Singleton
public final class StageFailures implements HealthCheck {
  private final Map<String, String> reasons = new ConcurrentHashMap<>();

  /** A stage does nothing more in this process. */
  void add(String stage, Throwable failure) {
    reasons.put(stage, failure.toString());
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("stages");
    reasons.forEach(response::withData);
    return response.status(reasons.isEmpty()).build();
  }
}
