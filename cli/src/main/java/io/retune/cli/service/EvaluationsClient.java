package io.retune.cli.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.retune.cli.CommandFailure;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks eval-service which versions wait to be evaluated. Thread-safe. */
public final class EvaluationsClient {
  /** A command that shows how all is does not wait for one service. */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final ServiceClient service;

  /**
   * @param token that says who asks
   */
  public EvaluationsClient(URI service, ServiceToken token) {
    this.service = new ServiceClient("eval", service, token, TIMEOUT);
  }

  /** None where the service does not answer. */
  public List<WaitingVersions> waiting() {
    List<WaitingVersions> waiting = new ArrayList<>();
    try {
      for (JsonNode each : service.get("/evaluations/waiting")) {
        waiting.add(
            new WaitingVersions(
                each.path("collection").asText(),
                each.path("checkpoints").asInt(),
                each.path("reason").asText()));
      }
    } catch (CommandFailure e) {
      return List.of();
    }
    return waiting;
  }
}
