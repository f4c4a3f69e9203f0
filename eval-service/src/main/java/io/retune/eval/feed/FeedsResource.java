package io.retune.eval.feed;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the feeds stand. */
@Path("/feeds")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Feeds")
@Blocking
public class FeedsResource {
  private final IngestFeeds feeds;

  FeedsResource(IngestFeeds feeds) {
    this.feeds = feeds;
  }

  @GET
  @Operation(
      summary = "How the feeds stand that ingest polls, and the records of other systems",
      description = "As ingest says, which is asked at most once in a few seconds.")
  @APIResponse(responseCode = "200", description = "The feeds, or why they are not known")
  public FeedsPage feeds() {
    return feeds.page();
  }
}
