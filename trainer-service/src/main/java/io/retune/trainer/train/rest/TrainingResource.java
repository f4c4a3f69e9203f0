package io.retune.trainer.train.rest;

import io.retune.trainer.train.stream.TrainRequest;
import io.retune.trainer.train.stream.TrainRequests;
import io.retune.trainer.train.stream.TrainingBoard;
import io.retune.trainer.train.stream.TrainingStatus;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** How the collections stand that this instance trains. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Training", description = "The stage that turns embeddings into adapter versions")
public class TrainingResource {

  private final TrainingBoard board;
  private final CallerRequests requests;

  TrainingResource(TrainingBoard board, TrainRequests requests) {
    this.board = board;
    this.requests = new CallerRequests(board, requests);
  }

  @GET
  @Path("/training")
  @Operation(summary = "The collections that this instance trains, and how they stand")
  public List<TrainingStatus> all() {
    return board.all();
  }

  @GET
  @Path("/collections/{collection}/training")
  @Operation(summary = "How a collection stands")
  @APIResponse(responseCode = "200", description = "How it stands")
  @APIResponse(responseCode = "404", description = "This instance does not train it")
  public TrainingStatus one(@PathParam("collection") String collection) {
    return requests.status(collection);
  }

  @POST
  @Path("/collections/{collection}/retrain")
  @ResponseStatus(202)
  @Operation(
      summary = "Train a version now",
      description =
          "Gives a version of the same weights where examples and recipe have not changed.")
  @APIResponse(responseCode = "202", description = "It will be trained within seconds")
  @APIResponse(responseCode = "404", description = "This instance does not train it")
  @APIResponse(responseCode = "429", description = "Too many requests are waiting")
  public TrainingStatus retrain(@PathParam("collection") String collection) {
    TrainingStatus status = requests.status(collection);
    requests.submit(collection, new TrainRequest.Retrain());
    return status;
  }
}
