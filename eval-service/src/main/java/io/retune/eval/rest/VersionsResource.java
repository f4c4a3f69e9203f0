package io.retune.eval.rest;

import io.retune.eval.report.CollectionView;
import io.retune.eval.rest.HistoryPage.VersionFigures;
import io.retune.schemas.json.VersionJson;
import io.retune.schemas.v1.EvaluationReport;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The versions of a collection, and the documents that they learned from. */
@Path("/collections/{collection}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Versions")
@Blocking
public class VersionsResource {
  private final KnownCollections known;
  private final LearningCurves curves;

  VersionsResource(KnownCollections known, LearningCurves curves) {
    this.known = known;
    this.curves = curves;
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
  @Path("/history")
  @Operation(summary = "The last versions in one figure, for a table or a chart; the oldest first")
  @APIResponse(responseCode = "200", description = "A page of them")
  @APIResponse(responseCode = "404", description = "Nothing is known of the collection")
  public HistoryPage history(
      @PathParam("collection") String collection,
      @Parameter(description = "Such as hit_rate@5; versions without it have no figures")
          @QueryParam("metric")
          @DefaultValue("mrr@10")
          @Pattern(regexp = "[a-z_]{1,30}@[0-9]{1,4}")
          String metric,
      @Parameter(description = "Versions before this one; all where it is absent")
          @QueryParam("before")
          @Min(1)
          Long before,
      @QueryParam("limit") @DefaultValue("200") @Min(1) @Max(1000) int limit) {
    CollectionView view = known.collection(collection);
    List<EvaluationReport> reports =
        view.reportsBefore(before == null ? Long.MAX_VALUE : before, limit);
    int earlier =
        reports.isEmpty()
            ? 0
            : view.reportsBefore(reports.get(0).getVersion(), Integer.MAX_VALUE).size();
    return new HistoryPage(
        collection,
        view.servedVersion(),
        metric,
        reports.stream().map(report -> VersionFigures.of(report, metric)).toList(),
        earlier);
  }

  @GET
  @Path("/versions/{version}/learning-curve")
  @Operation(summary = "How the fit of a version went, from its checkpoint")
  @APIResponse(responseCode = "200", description = "At most 500 points")
  @APIResponse(
      responseCode = "404",
      description = "The collection has no such version, or its checkpoint is not kept any more")
  @APIResponse(responseCode = "503", description = "The Kafka cluster does not answer, or is busy")
  public LearningCurve learningCurve(
      @PathParam("collection") String collection, @PathParam("version") long version) {
    String weights = known.version(collection, version).getWeightsSha256();
    return curves
        .of(collection, version, weights)
        .orElseThrow(
            () -> new NotFoundException("the checkpoint of version " + version + " is not kept"));
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
