package io.retune.eval.rest;

import io.retune.eval.dashboard.DashboardConfig;
import io.retune.eval.stream.StoredExamples;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Questions that a version won and lost. */
@Path("/collections/{collection}/versions/{version}/changes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Versions")
@Blocking
public class QuestionChangesResource {
  private final KnownCollections known;
  private final StoredExamples examples;
  private final DashboardConfig config;

  QuestionChangesResource(KnownCollections known, StoredExamples examples, DashboardConfig config) {
    this.known = known;
    this.examples = examples;
    this.config = config;
  }

  @GET
  @Operation(
      summary = "Questions that a version won and lost against the base model",
      description =
          "At most 10 of each. Reports have no texts: those that are still there are looked up in"
              + " what this instance has.")
  @APIResponse(responseCode = "200", description = "Of the set that was decided on")
  @APIResponse(responseCode = "404", description = "The collection has no such version")
  public QuestionChanges changes(
      @PathParam("collection") String collection, @PathParam("version") long version) {
    return known.version(collection, version).getResultsList().stream()
        .findFirst()
        .map(
            result ->
                QuestionChanges.of(
                    result, config.hideText(), node -> examples.find(collection, node)))
        .orElse(QuestionChanges.NONE);
  }
}
