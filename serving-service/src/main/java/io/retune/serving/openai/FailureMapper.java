package io.retune.serving.openai;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.retune.embedding.EmbeddingException;
import io.retune.serving.model.UnknownModelException;
import io.retune.serving.queue.AbandonedOrderException;
import io.retune.serving.queue.QueueFullException;
import io.retune.serving.release.NotYetReadException;
import io.retune.serving.release.ReleaseRefusedException;
import io.retune.serving.release.StoreBusyException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What the service's own failures are to a caller. */
public final class FailureMapper {
  private static final String RETRY_AFTER = "Retry-After";
  private static final String SOON = "1";

  @ServerExceptionMapper
  public Response unknown(UnknownModelException failure) {
    return problem(Response.Status.NOT_FOUND, "model_not_found", failure)
        .with(RequestProblem.PARAM, "model")
        .build()
        .toResponse();
  }

  /** Not the caller's fault, and no other version is answered in its place. */
  @ServerExceptionMapper
  public Response refused(ReleaseRefusedException failure) {
    return problem(Response.Status.SERVICE_UNAVAILABLE, "release_not_servable", failure)
        .with(RequestProblem.PARAM, "model")
        .build()
        .toResponse();
  }

  @ServerExceptionMapper
  public Response full(QueueFullException failure) {
    return problem(Response.Status.TOO_MANY_REQUESTS, "rate_limit_exceeded", failure)
        .withHeader(RETRY_AFTER, Long.toString(failure.retryAfterSeconds()))
        .build()
        .toResponse();
  }

  @ServerExceptionMapper
  public Response busy(StoreBusyException failure) {
    return problem(Response.Status.TOO_MANY_REQUESTS, "rate_limit_exceeded", failure)
        .withHeader(RETRY_AFTER, SOON)
        .build()
        .toResponse();
  }

  @ServerExceptionMapper
  public Response notYet(NotYetReadException failure) {
    return problem(Response.Status.SERVICE_UNAVAILABLE, "starting", failure)
        .withHeader(RETRY_AFTER, SOON)
        .build()
        .toResponse();
  }

  @ServerExceptionMapper
  public Response abandoned(AbandonedOrderException failure) {
    return problem(Response.Status.SERVICE_UNAVAILABLE, "unavailable", failure)
        .withHeader(RETRY_AFTER, SOON)
        .build()
        .toResponse();
  }

  /** Its message is one line and holds no secret. */
  @ServerExceptionMapper
  public Response baseModel(EmbeddingException failure) {
    Response.Status status =
        failure.isWorthRetrying()
            ? Response.Status.SERVICE_UNAVAILABLE
            : Response.Status.BAD_GATEWAY;
    return problem(status, "base_model_failed", failure).build().toResponse();
  }

  private static HttpProblem.Builder problem(
      Response.Status status, String code, RuntimeException failure) {
    return RequestProblem.of(status, code, failure.getMessage());
  }
}
