package io.retune.ingest.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What went wrong with a request (RFC 9457).
 *
 * @param title the status in words
 * @param detail what to change, in one line
 */
@Schema(description = "What went wrong")
public record Problem(int status, String title, String detail) {
  private static final String MEDIA_TYPE = "application/problem+json";

  /** To be thrown. */
  static WebApplicationException of(Response.Status status, String detail) {
    Problem problem = new Problem(status.getStatusCode(), status.getReasonPhrase(), detail);
    return new WebApplicationException(
        detail, Response.status(status).type(MEDIA_TYPE).entity(problem).build());
  }
}
