package io.retune.cli.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Asks the trainer service how far it is, and for versions. */
public final class TrainerClient {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int OK = 200;
  private static final int ACCEPTED = 202;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI collections;

  /**
   * @param service where the service listens, such as {@code http://127.0.0.1:8083}
   */
  public TrainerClient(URI service) {
    this.collections = service.resolve("/collections");
  }

  /** Empty where the service does not answer, as while it is being started again. */
  public Optional<TrainerState> state(String collection) {
    HttpRequest request = HttpRequest.newBuilder(collections).timeout(PATIENCE).build();
    try {
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return response.statusCode() == OK
            ? Optional.of(state(new ObjectMapper().readTree(body), collection))
            : Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Asks for a version of what has come so far; without an answer it is to be asked again. */
  public boolean askForVersion(String collection) {
    HttpRequest request =
        HttpRequest.newBuilder(collections.resolve("/collections/" + collection + "/retrain"))
            .timeout(PATIENCE)
            .POST(BodyPublishers.noBody())
            .build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == ACCEPTED;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static TrainerState state(JsonNode answer, String collection) {
    for (JsonNode entry : answer) {
      if (entry.path("collection").asText().equals(collection)) {
        return new TrainerState(
            entry.path("examples").asInt(),
            entry.path("unseenExamples").asInt(),
            entry.path("latestVersion").asLong(),
            entry.path("training").asBoolean());
      }
    }
    return TrainerState.UNKNOWN;
  }
}
