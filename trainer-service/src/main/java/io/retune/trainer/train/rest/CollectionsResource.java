package io.retune.trainer.train.rest;

import io.retune.adapter.Adapter;
import io.retune.adapter.MalformedFileException;
import io.retune.adapter.weights.AdapterWeights;
import io.retune.trainer.train.stream.TrainRequest;
import io.retune.trainer.train.stream.TrainRequests;
import io.retune.trainer.train.stream.TrainingBoard;
import io.retune.trainer.train.stream.TrainingStatus;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The collections that this instance trains. */
@Path("/collections")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Collections")
public class CollectionsResource {

  private final TrainingBoard board;
  private final TrainRequests requests;
  private final AdapterWeights weights = new AdapterWeights();

  CollectionsResource(TrainingBoard board, TrainRequests requests) {
    this.board = board;
    this.requests = requests;
  }

  /**
   * What became of a request.
   *
   * @param message in words
   */
  public record Answer(String collection, String message) {}

  @GET
  @Operation(summary = "The collections that this instance trains, and how they stand")
  public List<TrainingStatus> collections() {
    return board.all();
  }

  @POST
  @Path("/{collection}/retrain")
  @Operation(
      summary = "Train a version now",
      description = "Gives no version where examples and recipe are those of the last one.")
  @APIResponse(responseCode = "202", description = "It will be trained within seconds")
  @APIResponse(responseCode = "404", description = "This instance has no such collection")
  @APIResponse(responseCode = "429", description = "Too many requests are waiting")
  public Response retrain(@PathParam("collection") String collection) {
    if (board.find(collection).isEmpty()) {
      return unknown(collection);
    }
    return submit(collection, new TrainRequest.Retrain(), "a version will be trained");
  }

  @POST
  @Path("/{collection}/checkpoints")
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @Operation(
      summary = "Make a version of an adapter that was trained elsewhere",
      description =
          "The body is the adapter as a safetensors file. It is evaluated like any other. baseModel is"
              + " the fingerprint of the model it was trained for, where that is known; source says"
              + " where it comes from.")
  @APIResponse(responseCode = "202", description = "It becomes the next version within seconds")
  @APIResponse(responseCode = "400", description = "The body is no adapter")
  @APIResponse(responseCode = "404", description = "This instance has no such collection")
  @APIResponse(responseCode = "409", description = "The adapter is for another base model")
  @APIResponse(responseCode = "429", description = "Too many requests are waiting")
  public Response bringIn(
      @PathParam("collection") String collection,
      @QueryParam("source") @DefaultValue("upload") String source,
      @QueryParam("baseModel") Optional<String> baseModel,
      byte[] file) {
    Optional<TrainingStatus> status = board.find(collection);
    if (status.isEmpty()) {
      return unknown(collection);
    }
    Adapter adapter;
    try {
      adapter = weights.decode(file);
    } catch (MalformedFileException e) {
      return answer(Response.Status.BAD_REQUEST, collection, e.getMessage());
    }
    if (!baseModel.orElse(status.get().baseModel()).equals(status.get().baseModel())) {
      return answer(
          Response.Status.CONFLICT,
          collection,
          "the adapter belongs to base model %s, the collection to %s"
              .formatted(baseModel.orElseThrow(), status.get().baseModel()));
    }
    int dimension = status.get().dimension();
    if (!adapter.fits(dimension)) {
      return answer(
          Response.Status.CONFLICT,
          collection,
          "the adapter does not map %d dimensions to %d".formatted(dimension, dimension));
    }
    return submit(
        collection, new TrainRequest.Import(adapter, source), "it becomes the next version");
  }

  private Response submit(String collection, TrainRequest request, String message) {
    return requests.submit(collection, request)
        ? answer(Response.Status.ACCEPTED, collection, message)
        : answer(Response.Status.TOO_MANY_REQUESTS, collection, "too many requests are waiting");
  }

  private static Response unknown(String collection) {
    return answer(Response.Status.NOT_FOUND, collection, "this instance has no such collection");
  }

  private static Response answer(Response.Status status, String collection, String message) {
    return Response.status(status).entity(new Answer(collection, message)).build();
  }
}
