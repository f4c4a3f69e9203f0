package io.retune.trainer.embed;

import io.retune.schemas.v1.BaseModel;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
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
  private final Supplier<Set<String>> othersAtWork;

  @Inject
  BaseModelCheck(
      BaseModel model,
      BaseModelServer server,
      EmbeddingProgress progress,
      BaseModelOverlap overlap) {
    this(model, server, progress, overlap::active);
  }

  BaseModelCheck(
      BaseModel model,
      BaseModelServer server,
      EmbeddingProgress progress,
      Supplier<Set<String>> othersAtWork) {
    this.othersAtWork = othersAtWork;
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
    server.address().ifPresent(address -> response.withData("server", address));
    server
        .dependency()
        .outage()
        .ifPresent(
            outage ->
                response
                    .withData("waiting_since", outage.since().toString())
                    .withData("waiting_reason", outage.reason()));
    progress
        .lastFailure()
        .ifPresent(
            failure -> response.withData("last_failure", failure.at() + ": " + failure.reason()));
    Set<String> others = othersAtWork.get();
    if (!others.isEmpty()) {
      response.withData("other_base_models_at_work", String.join(", ", new TreeSet<>(others)));
    }
    return response.up().build();
  }
}
