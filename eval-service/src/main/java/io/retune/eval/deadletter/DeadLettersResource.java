package io.retune.eval.deadletter;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.retune.chassis.access.CurrentCaller;
import io.retune.chassis.kafka.MissingRights;
import io.retune.schemas.DeadLetterTopics;
import io.retune.schemas.Topic;
import io.retune.schemas.deadletter.Replay.Replayed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** What the stages put aside, and another try for it. */
@Path("/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Dead letters")
@Blocking
public class DeadLettersResource {
  private static final Logger LOG = Logger.getLogger(DeadLettersResource.class);
  private static final String SOMEBODY = "somebody";

  private final LatestLetters latest;
  private final LetterWork work;
  private final CurrentCaller caller;

  DeadLettersResource(LatestLetters latest, LetterWork work, CurrentCaller caller) {
    this.latest = latest;
    this.work = work;
    this.caller = caller;
  }

  /**
   * What became of letters.
   *
   * @param replayed sent for another try
   * @param superseded dropped without a try, as their keys have newer records or were deleted
   */
  public record ReplayedLetters(int replayed, int superseded) {}

  /**
   * What became of letters.
   *
   * @param dropped how many
   */
  public record DroppedLetters(long dropped) {}

  @GET
  @Operation(summary = "The latest records that the stages could not work on, the newest first")
  @APIResponse(
      responseCode = "200",
      description = "At most 500, of the last 50 offsets of each partition")
  @APIResponse(responseCode = "503", description = "The Kafka cluster does not answer")
  public LetterPage letters() {
    return allowed("read dead letters", latest::page);
  }

  @POST
  @Path("/{topic}/replay")
  @Operation(
      summary = "Send the dead letters of a topic where they came from, for another try",
      description =
          "As `./retune dead-letters replay` does: one whose key has a newer record since, or was"
              + " deleted, is dropped without a try; the others are sent as they were, and dropped"
              + " here.")
  @APIResponse(responseCode = "200", description = "What became of them")
  @APIResponse(responseCode = "404", description = "It is no topic of dead letters")
  @APIResponse(
      responseCode = "409",
      description =
          "They are more than 10,000, one does not say where it came from, or others are being"
              + " worked on")
  @APIResponse(responseCode = "503", description = "The Kafka cluster does not answer")
  public ReplayedLetters replay(@PathParam("topic") String name) {
    Topic<?> topic = topic(name);
    Replayed replayed =
        allowed("write records again, or delete dead letters", () -> work.replay(topic));
    LOG.infof(
        "%s had dead letters of %s tried again: %d sent, %d superseded",
        caller.nameOr(SOMEBODY), name, replayed.sent(), replayed.superseded());
    return new ReplayedLetters(replayed.sent(), replayed.superseded());
  }

  @DELETE
  @Path("/{topic}")
  @Operation(summary = "Remove the dead letters of a topic for good")
  @APIResponse(responseCode = "200", description = "How many there were")
  @APIResponse(responseCode = "404", description = "It is no topic of dead letters")
  @APIResponse(
      responseCode = "409",
      description = "They are more than 10,000, or others are being worked on")
  @APIResponse(responseCode = "503", description = "The Kafka cluster does not answer")
  public DroppedLetters drop(@PathParam("topic") String name) {
    Topic<?> topic = topic(name);
    long dropped = allowed("delete dead letters", () -> work.drop(topic));
    LOG.infof("%s dropped %d dead letters of %s", caller.nameOr(SOMEBODY), dropped, name);
    return new DroppedLetters(dropped);
  }

  private static Topic<?> topic(String name) {
    return DeadLetterTopics.named(name)
        .orElseThrow(() -> new NotFoundException("'" + name + "' is no dlq.SERVICE.TOPIC"));
  }

  private static <T> T allowed(String what, Supplier<T> work) {
    try {
      return work.get();
    } catch (KafkaException e) {
      if (MissingRights.caused(e)) {
        throw HttpProblem.valueOf(
            Response.Status.SERVICE_UNAVAILABLE,
            "this service's user may not %s in the Kafka cluster; docs/security.md has the rights that it needs"
                .formatted(what));
      }
      throw e;
    }
  }
}
