package io.retune.eval.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The collections at a glance. */
@Path("/collections")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Collections")
@Blocking
public class CollectionsResource {
  private final KnownCollections known;

  CollectionsResource(KnownCollections known) {
    this.known = known;
  }

  @GET
  @Operation(summary = "The collections that have a report or a release, in alphabetical order")
  public List<CollectionSummary> collections(
      @Parameter(description = "Those after this name; from the first where it is absent")
          @QueryParam("after")
          String after,
      @Parameter(description = "Those whose name contains this text")
          @QueryParam("containing")
          @Size(max = 200)
          String containing,
      @Parameter(description = "How many at most; all where it is absent")
          @QueryParam("limit")
          @Min(1)
          @Max(1000)
          Integer limit) {
    return known.names().stream()
        .filter(name -> after == null || name.compareTo(after) > 0)
        .filter(name -> containing == null || name.contains(containing))
        .limit(limit == null ? Long.MAX_VALUE : limit)
        .map(name -> CollectionSummary.of(name, known.collection(name)))
        .toList();
  }
}
