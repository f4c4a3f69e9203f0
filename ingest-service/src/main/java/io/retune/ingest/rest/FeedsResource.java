package io.retune.ingest.rest;

import io.retune.ingest.source.web.FeedSource;
import io.retune.ingest.source.web.FeedStatus;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the feeds stand. */
@Path("/feeds")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Feeds")
public class FeedsResource {
  private final FeedSource feeds;

  FeedsResource(FeedSource feeds) {
    this.feeds = feeds;
  }

  @GET
  @Operation(
      summary = "How each feed of web pages stands",
      description = "Every instance tells the same, but for what the one that polls knows alone.")
  public List<FeedStatus> status() {
    return feeds.status();
  }
}
