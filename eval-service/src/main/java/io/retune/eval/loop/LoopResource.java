package io.retune.eval.loop;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the loop stands. */
@Path("/loop")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Loop")
public class LoopResource {
  private final LoopWatch watch;

  LoopResource(LoopWatch watch) {
    this.watch = watch;
  }

  @GET
  @Operation(
      summary = "How far each stage is, what it put aside, and what it waits for",
      description =
          "As the last look saw it. The cluster is looked at while somebody asks, so the first"
              + " answer has no stages yet.")
  public LoopStatus status() {
    return watch.status();
  }
}
