package io.retune.trainer.train.rest;

import com.google.protobuf.UnsafeByteOperations;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.retune.adapter.Adapter;
import io.retune.adapter.MalformedFileException;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.adapter.weights.Sha256;
import io.retune.chassis.access.AdmittedCollections;
import io.retune.schemas.CollectionName;
import io.retune.schemas.Topics;
import io.retune.schemas.v1.BaseModel;
import io.retune.schemas.v1.ImportRequest;
import io.retune.trainer.train.stream.ImportedAdapter;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/**
 * Takes adapters that were trained elsewhere. One body at a time is in memory: it has up to 64 MB,
 * and its adapter as much again. The others wait on their connections.
 */
@Path("/collections/{collection}/checkpoints")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Training")
@Blocking
@Singleton
public class CheckpointsResource {

  private static final int MAX_WAIT_SECONDS = 10;

  private final BaseModel baseModel;
  private final RequestPublisher requests;
  private final AdmittedCollections collections;
  private final AdapterWeights weights = new AdapterWeights();
  private final Semaphore inMemory = new Semaphore(1, true);

  CheckpointsResource(
      BaseModel baseModel, RequestPublisher requests, AdmittedCollections collections) {
    this.baseModel = baseModel;
    this.requests = requests;
    this.collections = collections;
  }

  @POST
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @ResponseStatus(202)
  @Operation(
      summary = "Make a version of an adapter that was trained elsewhere",
      description =
          "The body is the adapter as a safetensors file. It is evaluated like any other version."
              + " Every instance takes it, whichever trains the collection.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_OCTET_STREAM,
              schema =
                  @Schema(
                      type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                      format = "binary")))
  @APIResponse(
      responseCode = "202",
      description =
          "It is kept, and becomes the next version as soon as the collection has examples")
  @APIResponse(responseCode = "400", description = "The body is no adapter")
  @APIResponse(responseCode = "403", description = "No more collections are taken, or not this one")
  @APIResponse(responseCode = "409", description = "The adapter is for another base model")
  @APIResponse(responseCode = "413", description = "The adapter is larger than a record")
  @APIResponse(responseCode = "429", description = "Other adapters are being taken")
  @APIResponse(responseCode = "503", description = "The cluster does not answer")
  public AcceptedRequest bringIn(
      @PathParam("collection") String collection,
      @Parameter(description = "Where the adapter comes from, for people")
          @QueryParam("source")
          @DefaultValue("upload")
          String source,
      @Parameter(description = "Fingerprint of the base model it was trained for, where known")
          @QueryParam("base_model")
          @DefaultValue("")
          String baseModelFingerprint,
      InputStream body)
      throws IOException {
    try {
      CollectionName.check(collection);
    } catch (IllegalArgumentException e) {
      throw problem(Response.Status.BAD_REQUEST, e);
    }
    collections.admit(collection);
    await();
    try {
      return requests.bringIn(collection, request(body, source, baseModelFingerprint));
    } finally {
      inMemory.release();
    }
  }

  private ImportRequest request(InputStream body, String source, String fingerprint)
      throws IOException {
    Adapter adapter;
    try {
      adapter = weights.decode(body.readAllBytes());
    } catch (MalformedFileException e) {
      throw problem(Response.Status.BAD_REQUEST, e);
    }
    try {
      ImportedAdapter.checkFits(adapter, fingerprint, baseModel);
    } catch (IllegalArgumentException e) {
      throw problem(Response.Status.CONFLICT, e);
    }
    byte[] file = weights.encode(adapter);
    if (file.length > Topics.MAX_WEIGHTS_BYTES) {
      throw HttpProblem.valueOf(
          Response.Status.REQUEST_ENTITY_TOO_LARGE,
          "the adapter has %d bytes of weights, and a record holds %d"
              .formatted(file.length, Topics.MAX_WEIGHTS_BYTES));
    }
    return ImportRequest.newBuilder()
        .setWeights(UnsafeByteOperations.unsafeWrap(file))
        .setWeightsSha256(Sha256.of(file))
        .setBaseModelFingerprint(fingerprint)
        .setSource(source)
        .build();
  }

  private void await() {
    try {
      if (!inMemory.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw HttpProblem.valueOf(
            Response.Status.TOO_MANY_REQUESTS, "other adapters are being taken; send it again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw HttpProblem.valueOf(Response.Status.SERVICE_UNAVAILABLE, "the service is stopping");
    }
  }

  private static HttpProblem problem(Response.Status status, Exception cause) {
    return HttpProblem.valueOf(status, cause.getMessage());
  }
}
