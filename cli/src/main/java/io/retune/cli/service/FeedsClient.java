package io.retune.cli.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.retune.cli.CommandFailure;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks the ingest service how its feeds stand. Thread-safe. */
public final class FeedsClient {
  /** A command that shows how all is does not wait for one service. */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final ServiceClient service;

  /**
   * @param service where it listens
   * @param token that says who asks
   */
  public FeedsClient(URI service, ServiceToken token) {
    this.service = new ServiceClient("ingest", service, token, TIMEOUT);
  }

  /** In the order of their names; none where the service refuses or is silent. */
  public List<FeedState> feeds() {
    List<FeedState> feeds = new ArrayList<>();
    try {
      for (JsonNode each : service.get("/feeds")) {
        feeds.add(
            new FeedState(
                each.path("feed").asText(),
                each.path("collection").asText(),
                each.path("documents").asInt(),
                each.path("waiting").asInt(),
                each.path("refused").asInt(),
                each.path("polled_at").asText(""),
                each.path("problem").asText("")));
      }
    } catch (CommandFailure e) {
      return List.of();
    }
    return List.copyOf(feeds);
  }
}
