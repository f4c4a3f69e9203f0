package io.retune.trainer.train.rest;

import io.retune.adapter.Adapter;
import io.retune.adapter.MalformedFileException;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.trainer.train.stream.TrainRequest;
import io.retune.trainer.train.stream.TrainRequests;
import io.retune.trainer.train.stream.TrainingBoard;
import io.retune.trainer.train.stream.TrainingStatus;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Takes adapters that were trained elsewhere. */
@Path("/collections/{collection}/checkpoints")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Training")
public class CheckpointsResource {

  private final CallerRequests requests;
  private final AdapterWeights weights = new AdapterWeights();

  CheckpointsResource(TrainingBoard board, TrainRequests requests) {
    this.requests = new CallerRequests(board, requests);
  }

  @POST
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @ResponseStatus(202)
  @Operation(
      summary = "Make a version of an adapter that was trained elsewhere",
      description =
          "The body is the adapter as a safetensors file. It is evaluated like any other version.")
  @APIResponse(responseCode = "202", description = "It becomes the next version within seconds")
  @APIResponse(responseCode = "400", description = "The body is no adapter")
  @APIResponse(responseCode = "404", description = "This instance does not train the collection")
  @APIResponse(responseCode = "409", description = "The adapter is for another base model")
  @APIResponse(responseCode = "429", description = "Too many requests are waiting")
  public TrainingStatus bringIn(
      @PathParam("collection") String collection,
      @Parameter(description = "Where the adapter comes from, for people")
          @QueryParam("source")
          @DefaultValue("upload")
          String source,
      @Parameter(description = "Fingerprint of the base model it was trained for, where known")
          @QueryParam("base_model")
          Optional<String> baseModel,
      byte[] file) {
    TrainingStatus status = requests.status(collection);
    Adapter adapter;
    try {
      adapter = weights.decode(file);
    } catch (MalformedFileException e) {
      throw new BadRequestException(e.getMessage(), e);
    }
    if (!baseModel.orElse(status.baseModel()).equals(status.baseModel())) {
      throw conflict(
          "the adapter belongs to base model %s, the collection to %s"
              .formatted(baseModel.orElseThrow(), status.baseModel()));
    }
    int dimension = status.dimension();
    if (!adapter.fits(dimension)) {
      throw conflict(
          "the adapter does not map %d dimensions to %d".formatted(dimension, dimension));
    }
    requests.submit(collection, new TrainRequest.Import(adapter, source));
    return status;
  }

  private static ClientErrorException conflict(String detail) {
    return new ClientErrorException(detail, Response.Status.CONFLICT);
  }
}
