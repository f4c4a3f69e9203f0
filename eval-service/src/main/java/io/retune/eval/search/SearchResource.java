package io.retune.eval.search;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.retune.chassis.access.RequiresRole;
import io.retune.chassis.access.Role;
import io.retune.eval.stream.StoredExamples;
import io.retune.schemas.CollectionName;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Searches a collection by several versions, side by side. */
@Path("/collections/{collection}/search")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Search")
@Blocking
public class SearchResource {
  private final CollectionSearch search;
  private final StoredExamples examples;
  private final OtherInstances others;
  private final SearchTurns turns;

  SearchResource(
      CollectionSearch search,
      StoredExamples examples,
      OtherInstances others,
      SearchConfig config) {
    this.search = search;
    this.examples = examples;
    this.others = others;
    this.turns = new SearchTurns(config.maxConcurrent(), config.maxPerMinute(), System::nanoTime);
  }

  @POST
  @RequiresRole(Role.READ)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "What the base model, the released version and another one retrieve for a question",
      description =
          "The first 10 nodes of each, with the rank that the base model gives them, and what"
              + " keywords find. The question is embedded by the serving service, and every node of"
              + " the collection is compared with it. It is not kept.")
  @APIResponse(
      responseCode = "200",
      description = "A column for each retriever",
      content = @Content(schema = @Schema(implementation = SearchAnswer.class)))
  @APIResponse(responseCode = "400", description = "There is no question, or it is too long")
  @APIResponse(responseCode = "429", description = "Others are searching; Retry-After says when")
  @APIResponse(
      responseCode = "503",
      description =
          "The question cannot be embedded, or another instance has the collection and does not"
              + " answer; the detail says which")
  public Response search(
      @PathParam("collection") String collection,
      @NotNull @Valid SearchRequest request,
      @Parameter(hidden = true) @HeaderParam(OtherInstances.SENT_ON) String sentOn,
      @Context HttpHeaders headers) {
    check(collection);
    try {
      if (examples.has(collection)) {
        return here(collection, request);
      }
      OtherInstances.Answer answer =
          others.search(
              owner(collection, sentOn != null),
              collection,
              request,
              Optional.ofNullable(headers.getHeaderString(HttpHeaders.AUTHORIZATION)));
      return Response.status(answer.status())
          .type(answer.mediaType())
          .entity(answer.body())
          .build();
    } catch (SearchRefusedException e) {
      throw HttpProblem.valueOf(Response.Status.SERVICE_UNAVAILABLE, e.getMessage());
    }
  }

  private Response here(String collection, SearchRequest request) {
    if (!turns.begin()) {
      throw HttpProblem.builder()
          .withStatus(Response.Status.TOO_MANY_REQUESTS)
          .withTitle(Response.Status.TOO_MANY_REQUESTS.getReasonPhrase())
          .withDetail(
              "too many are searching; retune.eval.search.max-concurrent and max-per-minute say how"
                  + " many may")
          .withHeader(HttpHeaders.RETRY_AFTER, "5")
          .build();
    }
    try {
      return Response.ok(
              search.search(collection, request.question(), Optional.ofNullable(request.version())))
          .build();
    } finally {
      turns.end();
    }
  }

  private HostInfo owner(String collection, boolean sentOn) {
    return examples
        .otherOwner(collection)
        .filter(owner -> !sentOn)
        .orElseThrow(
            () ->
                new SearchRefusedException(
                    "this instance of eval-service does not have the collection: it is starting, or"
                        + " another one has it and quarkus.kafka-streams.application-server does"
                        + " not say where that listens"));
  }

  private static void check(String collection) {
    try {
      CollectionName.check(collection);
    } catch (IllegalArgumentException e) {
      throw new NotFoundException(e.getMessage());
    }
  }
}
