package io.retune.eval.rest;

import io.retune.eval.release.ManualReleases;
import io.retune.eval.report.CollectionView;
import io.retune.eval.report.ReleaseJson;
import io.retune.eval.report.ReportEntry;
import io.retune.eval.report.ReportJson;
import io.retune.eval.report.ReportView;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Reports and releases of collections. */
@Path("/collections")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Collections")
@Blocking
public class CollectionsResource {
  private final ReportView view;
  private final ManualReleases releases;

  CollectionsResource(ReportView view, ManualReleases releases) {
    this.view = view;
    this.releases = releases;
  }

  @GET
  @Operation(summary = "All collections that have a report or a release")
  public List<CollectionSummary> collections() {
    return view.collections().stream()
        .map(name -> CollectionSummary.of(name, collection(name)))
        .toList();
  }

  @GET
  @Path("/{collection}/reports")
  @Operation(summary = "The evaluations of a collection, the oldest first")
  public List<ReportJson> reports(@PathParam("collection") String collection) {
    return collection(collection).reports().stream()
        .map(entry -> ReportJson.of(entry.report()))
        .toList();
  }

  @GET
  @Path("/{collection}/reports/{version}")
  @Operation(summary = "The evaluation of one version")
  public ReportJson report(
      @PathParam("collection") String collection, @PathParam("version") long version) {
    return ReportJson.of(entry(collection, version).report());
  }

  @GET
  @Path("/{collection}/adapters/{version}")
  @Operation(summary = "One version, with the documents that it learned from")
  public AdapterLineage adapter(
      @PathParam("collection") String collection, @PathParam("version") long version) {
    return AdapterLineage.of(entry(collection, version), collection(collection).servedVersion());
  }

  @GET
  @Path("/{collection}/documents/{documentId: .+}/adapters")
  @Operation(summary = "The versions that learned from a document")
  public DocumentLineage adaptersOfDocument(
      @PathParam("collection") String collection, @PathParam("documentId") String documentId) {
    CollectionView known = collection(collection);
    List<Long> versions = known.versionsWith(documentId);
    return new DocumentLineage(
        collection, documentId, versions, versions.contains(known.servedVersion()));
  }

  @GET
  @Path("/{collection}/releases")
  @Operation(
      summary = "What applications were told to serve, the oldest first",
      description = "As far back as the topic still goes, which is compacted in time.")
  public List<ReleaseJson> releases(@PathParam("collection") String collection) {
    return collection(collection).releases().stream().map(ReleaseJson::of).toList();
  }

  @POST
  @Path("/{collection}/releases")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Release a version by hand; version 0 goes back to the base model")
  @APIResponse(
      responseCode = "201",
      description = "Released",
      content = @Content(schema = @Schema(implementation = ReleaseJson.class)))
  @APIResponse(responseCode = "400", description = "The request lacks who, why or which version")
  @APIResponse(responseCode = "404", description = "The collection has no such version")
  public Response release(
      @PathParam("collection") String collection, @NotNull @Valid ReleaseRequest request) {
    long previous = collection(collection).servedVersion();
    return releases
        .release(collection, request.version(), previous, request.by(), request.reason())
        .map(release -> Response.status(Response.Status.CREATED).entity(ReleaseJson.of(release)))
        .orElseThrow(() -> noVersion(collection, request.version()))
        .build();
  }

  @ServerExceptionMapper
  Response notFound(NotFoundException e) {
    return Response.status(Response.Status.NOT_FOUND).entity(new Problem(e.getMessage())).build();
  }

  @ServerExceptionMapper
  Response unavailable(KafkaException e) {
    return Response.status(Response.Status.SERVICE_UNAVAILABLE)
        .entity(new Problem(e.getMessage()))
        .build();
  }

  private CollectionView collection(String name) {
    return view.collection(name)
        .orElseThrow(
            () -> new NotFoundException("nothing was evaluated or released in collection " + name));
  }

  private ReportEntry entry(String collection, long version) {
    return collection(collection).report(version).orElseThrow(() -> noVersion(collection, version));
  }

  private static NotFoundException noVersion(String collection, long version) {
    return new NotFoundException("collection " + collection + " has no version " + version);
  }
}
