package io.retune.trainer.embed;

import io.retune.schemas.InstantCodec;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.BaseModelState;
import io.retune.trainer.canary.CanaryWatch;
import jakarta.inject.Inject;
import java.util.Optional;
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
  private final Supplier<Optional<BaseModelState>> changed;

  @Inject
  BaseModelCheck(
      BaseModel model,
      BaseModelServer server,
      EmbeddingProgress progress,
      BaseModelOverlap overlap,
      CanaryWatch canaries) {
    this(model, server, progress, overlap::active, canaries::changed);
  }

  BaseModelCheck(
      BaseModel model,
      BaseModelServer server,
      EmbeddingProgress progress,
      Supplier<Set<String>> othersAtWork,
      Supplier<Optional<BaseModelState>> changed) {
    this.othersAtWork = othersAtWork;
    this.changed = changed;
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
    changed
        .get()
        .map(BaseModelState::getChange)
        .ifPresent(
            change ->
                response.withData(
                    "changed_since", InstantCodec.decode(change.getSeenAt()).toString()));
    return response.up().build();
  }
}
