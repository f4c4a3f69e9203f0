package io.retune.qagen.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.retune.chassis.access.AdmittedCollections;
import io.retune.qagen.feedback.FeedbackLog;
import io.retune.qagen.feedback.UbiFields;
import io.retune.qagen.feedback.UbiReader;
import io.retune.qagen.feedback.stream.FeedbackMeters;
import io.retune.qagen.feedback.stream.FeedbackStatus;
import io.retune.schemas.CollectionName;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes in searches, clicks and thumbs, and says what was found in them. */
@Path("/collections/{collection}/feedback")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Feedback", description = "What users did with what they found")
public class FeedbackResource {

  private static final int MAX_RECORDS = 1_000;

  private final FeedbackLog log;
  private final FeedbackMeters meters;
  private final AdmittedCollections collections;

  FeedbackResource(FeedbackLog log, FeedbackMeters meters, AdmittedCollections collections) {
    this.log = log;
    this.meters = meters;
    this.collections = collections;
  }

  /** Records queries and events; if one is invalid, none is recorded. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Records queries and events of User Behavior Insights 1.3.0, one or a list of both")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              example =
                  "{\"query_id\": \"q-1\", \"client_id\": \"browser-1\", \"user_query\": \"How long does a"
                      + " refund take?\", \"query_response_hit_ids\": [\"8c1f\"],"
                      + " \"query_attributes\": {\"adapter_version\": 17}}"))
  @APIResponse(
      responseCode = "202",
      description = "Recorded, but for events that say nothing about an answer",
      content = @Content(schema = @Schema(implementation = RecordedFeedback.class)))
  @APIResponse(responseCode = "400", description = "None, or not a valid one; names the field")
  @APIResponse(responseCode = "403", description = "No more collections are taken, or not this one")
  public Uni<Response> record(@PathParam("collection") String collection, JsonNode body) {
    List<JsonNode> said = new ArrayList<>();
    int sent;
    try {
      CollectionName.check(collection);
      List<JsonNode> records = records(body);
      sent = records.size();
      Instant now = Clock.systemUTC().instant();
      for (JsonNode record : records) {
        if (UbiReader.read(record, now).isPresent()) {
          said.add(UbiFields.only(record));
        }
      }
    } catch (IllegalArgumentException e) {
      throw HttpProblem.valueOf(Response.Status.BAD_REQUEST, e.getMessage());
    }
    collections.admit(collection);
    Response accepted =
        Response.accepted(new RecordedFeedback(said.size(), sent - said.size())).build();
    return said.isEmpty()
        ? Uni.createFrom().item(accepted)
        : log.record(collection, said).replaceWith(accepted);
  }

  /** What this instance last found. */
  @GET
  @Operation(summary = "How users clicked on what each version ranked, and the questions found")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = FeedbackStatus.class)))
  @APIResponse(
      responseCode = "404",
      description = "There is no feedback, or another instance keeps it")
  public FeedbackStatus status(@PathParam("collection") String collection) {
    return meters
        .status(collection)
        .orElseThrow(
            () ->
                HttpProblem.valueOf(
                    Response.Status.NOT_FOUND,
                    "this instance keeps no feedback of collection '" + collection + "'"));
  }

  private static List<JsonNode> records(JsonNode body) {
    List<JsonNode> records = new ArrayList<>();
    if (body != null && body.isArray()) {
      body.forEach(records::add);
    } else if (body != null) {
      records.add(body);
    }
    if (records.isEmpty() || records.size() > MAX_RECORDS) {
      throw new IllegalArgumentException(
          "send 1 to " + MAX_RECORDS + " queries and events, not " + records.size());
    }
    return records;
  }

  /**
   * The answer.
   *
   * @param recorded queries and events that were recorded
   * @param ignored events that say nothing about an answer, such as {@code impression}
   */
  public record RecordedFeedback(int recorded, int ignored) {}
}
