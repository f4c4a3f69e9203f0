package io.retune.serving;

import io.retune.schemas.v1.BaseModel;
import io.retune.serving.release.FollowedReleases;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready before it is known what is released. Releases that cannot be served are shown; the
 * others are served all the same.
 */
@Readiness
@ApplicationScoped
class ServingReady implements HealthCheck {
  /** Enough to see what is wrong. */
  private static final int SHOWN = 20;

  private final FollowedReleases releases;
  private final BaseModel baseModel;

  ServingReady(FollowedReleases releases, BaseModel baseModel) {
    this.releases = releases;
    this.baseModel = baseModel;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("releases")
            .status(releases.isComplete())
            .withData("base_model", baseModel.getName())
            .withData("fingerprint", baseModel.getFingerprint());
    releases.collections().entrySet().stream()
        .filter(each -> each.getValue().isPresent())
        .limit(SHOWN)
        .forEach(each -> response.withData(each.getKey(), each.getValue().get().reason()));
    return response.build();
  }
}
