package io.retune.ingest.rest;

import io.retune.ingest.source.connect.RecordsMeters;
import io.retune.ingest.source.connect.RecordsStatus;
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
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Feeds")
public class FeedsResource {
  private final FeedSource feeds;

  private final RecordsMeters records;

  FeedsResource(FeedSource feeds, RecordsMeters records) {
    this.feeds = feeds;
    this.records = records;
  }

  @GET
  @Path("feeds")
  @Operation(
      summary = "How each feed of web pages stands",
      description = "Every instance tells the same, but for what the one that polls knows alone.")
  public List<FeedStatus> status() {
    return feeds.status();
  }

  @GET
  @Path("records")
  @Operation(
      summary = "What became of the records of the topic records, since the start of this instance")
  public RecordsStatus records() {
    return records.status();
  }
}
