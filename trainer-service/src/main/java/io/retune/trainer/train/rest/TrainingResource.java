package io.retune.trainer.train.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.retune.chassis.access.AdmittedCollections;
import io.retune.schemas.CollectionName;
import io.retune.trainer.train.stream.TrainingBoard;
import io.retune.trainer.train.stream.TrainingStatus;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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
  private final RequestPublisher requests;
  private final AdmittedCollections collections;

  TrainingResource(
      TrainingBoard board, RequestPublisher requests, AdmittedCollections collections) {
    this.board = board;
    this.requests = requests;
    this.collections = collections;
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
    return board
        .find(collection)
        .orElseThrow(() -> new NotFoundException("this instance has no collection " + collection));
  }

  @POST
  @Path("/collections/{collection}/retrain")
  @ResponseStatus(202)
  @Operation(
      summary = "Train a version now",
      description =
          "Gives a version of the same weights where examples and recipe have not changed."
              + " Every instance takes it, whichever trains the collection.")
  @APIResponse(
      responseCode = "202",
      description = "It is kept, and will be trained as soon as the collection has examples")
  @APIResponse(responseCode = "400", description = "No collection can have this name")
  @APIResponse(responseCode = "403", description = "No more collections are taken, or not this one")
  @APIResponse(responseCode = "503", description = "The cluster does not answer")
  @Blocking
  public AcceptedRequest retrain(@PathParam("collection") String collection) {
    try {
      CollectionName.check(collection);
    } catch (IllegalArgumentException e) {
      throw HttpProblem.valueOf(Response.Status.BAD_REQUEST, e.getMessage());
    }
    collections.admit(collection);
    return requests.retrain(collection);
  }
}
