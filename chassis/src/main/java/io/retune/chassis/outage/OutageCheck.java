package io.retune.chassis.outage;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Shows what the service waits for. It is ready all the same: a restart mends no other server, and
 * the routes of a waiting service answer.
 */
@Readiness
class OutageCheck implements HealthCheck {
  private final RemoteDependencies dependencies;

  OutageCheck(RemoteDependencies dependencies) {
    this.dependencies = dependencies;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("remote-dependencies");
    for (Outage outage : dependencies.outages()) {
      response.withData(
          outage.dependency(), "WAITING since " + outage.since() + ": " + outage.reason());
    }
    return response.up().build();
  }
}
