package io.retune.trainer.embed;

import io.retune.schemas.v1.BaseModel;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Shows which base model is loaded; without one, the service does not start. */
@Readiness
class BaseModelCheck implements HealthCheck {

  private final BaseModel model;

  BaseModelCheck(BaseModel model) {
    this.model = model;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("base-model")
        .withData("name", model.getName())
        .withData("dimension", model.getDimension())
        .withData("fingerprint", model.getFingerprint())
        .up()
        .build();
  }
}
