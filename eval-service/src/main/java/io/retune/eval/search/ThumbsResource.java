package io.retune.eval.search;

import io.retune.chassis.access.AdmittedCollections;
import io.retune.chassis.access.CurrentCaller;
import io.retune.schemas.CollectionName;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes what somebody says of a result. */
@Path("/collections/{collection}/thumbs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Search")
@Blocking
public class ThumbsResource {
  private static final String CLIENT = "dashboard";

  private final Thumbs thumbs;
  private final AdmittedCollections admitted;
  private final CurrentCaller caller;

  ThumbsResource(Thumbs thumbs, AdmittedCollections admitted, CurrentCaller caller) {
    this.thumbs = thumbs;
    this.admitted = admitted;
    this.caller = caller;
  }

  /**
   * Where it was written.
   *
   * @param queryId of the search and of its event in the topic {@code feedback}
   */
  public record Noted(String queryId) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Say whether a result answers the question",
      description =
          "Written to the topic `feedback`, as a search and an event of it, in the name that the"
              + " caller has shown. qa-gen makes real questions of what is said there.")
  @APIResponse(
      responseCode = "201",
      description = "The cluster has it",
      content = @Content(schema = @Schema(implementation = Noted.class)))
  @APIResponse(responseCode = "400", description = "A field is missing or wrong")
  @APIResponse(responseCode = "503", description = "The Kafka cluster does not answer")
  public Response say(
      @PathParam("collection") String collection, @NotNull @Valid ThumbRequest thumb) {
    try {
      CollectionName.check(collection);
    } catch (IllegalArgumentException e) {
      throw new NotFoundException(e.getMessage());
    }
    admitted.admit(collection);
    String queryId = thumbs.write(collection, caller.nameOr(CLIENT), thumb);
    return Response.status(Response.Status.CREATED).entity(new Noted(queryId)).build();
  }
}
