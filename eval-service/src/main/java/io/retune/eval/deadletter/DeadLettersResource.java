package io.retune.eval.deadletter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the stages put aside. */
@Path("/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Dead letters")
@Blocking
public class DeadLettersResource {
  private final LatestLetters latest;

  DeadLettersResource(LatestLetters latest) {
    this.latest = latest;
  }

  @GET
  @Operation(summary = "The latest records that the stages could not work on, the newest first")
  @APIResponse(
      responseCode = "200",
      description = "At most 500, of the last 50 offsets of each partition")
  @APIResponse(responseCode = "503", description = "The Kafka cluster does not answer")
  public LetterPage letters() {
    try {
      return latest.page();
    } catch (KafkaException e) {
      if (e instanceof AuthorizationException || e.getCause() instanceof AuthorizationException) {
        throw HttpProblem.valueOf(
            Response.Status.SERVICE_UNAVAILABLE,
            "this service's user may not read dead letters in the Kafka cluster;"
                + " docs/security.md has the rights that it needs");
      }
      throw e;
    }
  }
}
