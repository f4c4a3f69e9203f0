package io.retune.cli.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.retune.cli.CommandFailure;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Asks a service what its stage waits for. Thread-safe. */
public final class StageClient {
  /** The name of the stage that embeds. */
  public static final String EMBED = "embed";

  /** A command that shows how all is does not wait for one service. */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final String stage;
  private final String path;
  private final ServiceClient service;

  private StageClient(String name, String stage, String path, URI service, ServiceToken token) {
    this.stage = stage;
    this.path = path;
    this.service = new ServiceClient(name, service, token, TIMEOUT);
  }

  /** Of the stage that asks questions. */
  public static StageClient ofAsking(URI service, ServiceToken token) {
    return new StageClient("qa-gen", "qa-gen", "/asking", service, token);
  }

  /** Of the stage that embeds. */
  public static StageClient ofEmbedding(URI service, ServiceToken token) {
    return new StageClient("trainer", EMBED, "/embedding", service, token);
  }

  /** How the stage stands; a service that refuses or is silent does not answer. */
  public StageState state() {
    JsonNode waiting;
    try {
      waiting = service.get(path).path("waiting");
    } catch (CommandFailure e) {
      return new StageState(stage, false, Optional.empty());
    }
    return new StageState(
        stage,
        true,
        waiting.isObject()
            ? Optional.of(
                new StageState.Wait(
                    waiting.path("dependency").asText(),
                    waiting.path("since").asText(),
                    waiting.path("reason").asText()))
            : Optional.empty());
  }
}
