package io.retune.eval.rest;

import io.retune.eval.stream.WaitingBoard;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is still to be evaluated. */
@Path("/evaluations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Evaluations", description = "The stage that judges adapter versions")
public class EvaluationsResource {
  private final WaitingBoard board;

  EvaluationsResource(WaitingBoard board) {
    this.board = board;
  }

  /**
   * A collection that has versions waiting.
   *
   * @param checkpoints how many
   * @param reason why the oldest waits
   */
  public record WaitingCollection(String collection, int checkpoints, String reason) {}

  @GET
  @Path("/waiting")
  @Operation(summary = "The collections of this instance that have versions waiting, and why")
  public List<WaitingCollection> waiting() {
    return board.all().entrySet().stream()
        .map(
            entry ->
                new WaitingCollection(
                    entry.getKey(), entry.getValue().checkpoints(), entry.getValue().reason()))
        .toList();
  }
}
