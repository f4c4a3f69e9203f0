package io.retune.eval.rest;

import io.retune.chassis.access.CurrentCaller;
import io.retune.chassis.access.RequiresRole;
import io.retune.chassis.access.Role;
import io.retune.eval.release.ManualReleases;
import io.retune.eval.report.CollectionView;
import io.retune.schemas.json.ReleaseJson;
import io.retune.schemas.v1.EvaluationReport;
import io.retune.schemas.v1.KeywordFusion;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What applications were told to serve, and telling them by hand. */
@Path("/collections/{collection}/releases")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Releases")
@Blocking
public class ReleasesResource {
  private final KnownCollections known;
  private final ManualReleases releases;
  private final CurrentCaller caller;

  ReleasesResource(KnownCollections known, ManualReleases releases, CurrentCaller caller) {
    this.known = known;
    this.releases = releases;
    this.caller = caller;
  }

  @GET
  @Operation(
      summary = "What applications were told to serve, the oldest first",
      description = "As far back as the topic still goes, which is compacted in time.")
  @APIResponse(responseCode = "200", description = "The latest releases")
  @APIResponse(responseCode = "404", description = "Nothing is known of the collection")
  public List<ReleaseJson> releases(@PathParam("collection") String collection) {
    return known.collection(collection).releases().stream().map(ReleaseJson::of).toList();
  }

  @POST
  @RequiresRole(Role.RELEASE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Release a version by hand; version 0 goes back to the base model")
  @APIResponse(
      responseCode = "201",
      description = "Released",
      content = @Content(schema = @Schema(implementation = ReleaseJson.class)))
  @APIResponse(responseCode = "400", description = "The request lacks who, why or which version")
  @APIResponse(responseCode = "404", description = "The collection has no such version")
  @APIResponse(responseCode = "503", description = "The Kafka cluster does not answer")
  public Response release(
      @PathParam("collection") String collection, @NotNull @Valid ReleaseRequest request) {
    CollectionView view = known.collection(collection);
    Optional<KeywordFusion> fusion =
        view.report(request.version())
            .filter(EvaluationReport::hasKeywordFusion)
            .map(EvaluationReport::getKeywordFusion);
    return releases
        .release(
            collection,
            request.version(),
            fusion,
            view.servedVersion(),
            caller.nameOr(request.by()),
            request.reason())
        .map(release -> Response.status(Response.Status.CREATED).entity(ReleaseJson.of(release)))
        .orElseThrow(() -> KnownCollections.noVersion(collection, request.version()))
        .build();
  }
}
