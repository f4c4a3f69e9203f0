package io.retune.ingest.source.folder;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Reports the state of the watched folder. The service is up even if its folder is missing:
 * documents still come in by the other ways, and a restart would not bring the folder back.
 */
@Readiness
@ApplicationScoped
class FolderHealth implements HealthCheck {
  private final FolderSource source;

  FolderHealth(FolderSource source) {
    this.source = source;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("watched folder")
        .withData("folder", source.folder())
        .withData("problem", source.problem().orElse("none"))
        .up()
        .build();
  }
}
