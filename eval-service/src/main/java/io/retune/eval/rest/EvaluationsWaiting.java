package io.retune.eval.rest;

import io.retune.eval.stream.WaitingBoard;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Shows which collections have checkpoints waiting, and why. The service is ready all the same: it
 * tries again by itself, and other collections do not wait.
 */
@Readiness
@ApplicationScoped
class EvaluationsWaiting implements HealthCheck {
  private final WaitingBoard board;

  EvaluationsWaiting(WaitingBoard board) {
    this.board = board;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named("waiting-checkpoints");
    board
        .all()
        .forEach(
            (collection, waiting) ->
                response.withData(collection, waiting.checkpoints() + ": " + waiting.reason()));
    return response.up().build();
  }
}
