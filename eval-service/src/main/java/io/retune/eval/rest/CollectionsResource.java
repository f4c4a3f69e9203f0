package io.retune.eval.rest;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
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
  @Operation(summary = "All collections that have a report or a release")
  public List<CollectionSummary> collections() {
    return known.names().stream()
        .map(name -> CollectionSummary.of(name, known.collection(name)))
        .toList();
  }
}
