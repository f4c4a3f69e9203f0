package io.retune.trainer.embed;

import io.retune.schemas.v1.BaseModel;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Shows which base model is loaded, without which the service does not start, and whether its
 * server keeps the stage waiting. A server that is away is no reason to take the service for down:
 * training goes on, and so does embedding when the server is back.
 */
@Readiness
class BaseModelCheck implements HealthCheck {

  private final BaseModel model;
  private final BaseModelServer server;
  private final EmbeddingProgress progress;

  BaseModelCheck(BaseModel model, BaseModelServer server, EmbeddingProgress progress) {
    this.model = model;
    this.server = server;
    this.progress = progress;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("base-model")
            .withData("name", model.getName())
            .withData("dimension", model.getDimension())
            .withData("fingerprint", model.getFingerprint());
    server
        .address()
        .ifPresent(
            address -> {
              response.withData("server", address);
              progress
                  .underWay()
                  .filter(batch -> batch.step() == EmbeddingProgress.Step.EMBEDDING)
                  .ifPresent(
                      batch ->
                          response.withData("waiting_for_server_since", batch.since().toString()));
            });
    progress
        .lastFailure()
        .ifPresent(
            failure -> response.withData("last_failure", failure.at() + ": " + failure.reason()));
    return response.up().build();
  }
}
