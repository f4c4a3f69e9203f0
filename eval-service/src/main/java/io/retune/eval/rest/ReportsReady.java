package io.retune.eval.rest;

import io.retune.eval.report.ReportView;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before requests can be answered from all reports. */
@Readiness
@ApplicationScoped
class ReportsReady implements HealthCheck {
  private final ReportView view;

  ReportsReady(ReportView view) {
    this.view = view;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("reports").status(view.isComplete()).build();
  }
}
