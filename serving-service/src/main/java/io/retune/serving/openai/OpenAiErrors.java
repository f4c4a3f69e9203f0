package io.retune.serving.openai;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;

/** Turns every problem into OpenAI's error object, and counts it. */
@Provider
public final class OpenAiErrors implements ContainerResponseFilter {
  private final RequestMeters meters;

  OpenAiErrors(RequestMeters meters) {
    this.meters = meters;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getEntity() instanceof HttpProblem problem) {
      meters.failed(response.getStatus());
      response.setEntity(
          OpenAiError.of(problem), new Annotation[0], MediaType.APPLICATION_JSON_TYPE);
    }
  }
}
