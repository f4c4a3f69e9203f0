package io.retune.eval.rest;

import io.retune.eval.report.CollectionView;
import io.retune.schemas.json.VersionJson;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The versions of a collection, and the documents that they learned from. */
@Path("/collections/{collection}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Versions")
@Blocking
public class VersionsResource {
  private final KnownCollections known;

  VersionsResource(KnownCollections known) {
    this.known = known;
  }

  @GET
  @Path("/versions")
  @Operation(summary = "The evaluated versions of a collection, the oldest first")
  @APIResponse(responseCode = "200", description = "The latest versions")
  @APIResponse(responseCode = "404", description = "Nothing is known of the collection")
  public List<VersionJson> versions(@PathParam("collection") String collection) {
    CollectionView view = known.collection(collection);
    long served = view.servedVersion();
    return view.reports().stream().map(report -> VersionJson.of(report, served)).toList();
  }

  @GET
  @Path("/versions/{version}")
  @Operation(summary = "One version with its evaluation, its recipe and its lineage")
  @APIResponse(responseCode = "200", description = "The version")
  @APIResponse(responseCode = "404", description = "The collection has no such version")
  public VersionJson version(
      @PathParam("collection") String collection, @PathParam("version") long version) {
    return VersionJson.of(
        known.version(collection, version), known.collection(collection).servedVersion());
  }

  @GET
  @Path("/documents/{document_id: .+}/versions")
  @Operation(summary = "The versions that learned from a document")
  @APIResponse(responseCode = "200", description = "Their numbers; none where no version did")
  @APIResponse(responseCode = "404", description = "Nothing is known of the collection")
  public DocumentVersions versionsOfDocument(
      @PathParam("collection") String collection, @PathParam("document_id") String documentId) {
    CollectionView view = known.collection(collection);
    List<Long> versions = view.versionsWith(documentId);
    return new DocumentVersions(
        collection,
        documentId,
        versions,
        versions.contains(view.servedVersion()),
        view.versionsThatDoNotTell(documentId));
  }
}
