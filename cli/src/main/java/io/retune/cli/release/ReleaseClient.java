package io.retune.cli.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retune.cli.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Moves releases by hand, through the eval service. */
public final class ReleaseClient {
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);

  /** The service may have to find an old version in its topic. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int CREATED = 201;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(CONNECT_PATIENCE).build();
  private final URI service;

  /**
   * @param service where it listens, such as {@code http://127.0.0.1:8084}
   */
  public ReleaseClient(URI service) {
    this.service = service;
  }

  /**
   * @param version 0 for the base model
   * @return what the service says of the release
   * @throws CommandFailure if the service refuses or does not answer
   */
  public JsonNode release(String collection, long version, String by, String reason) {
    String body =
        JSON.createObjectNode()
            .put("version", version)
            .put("by", by)
            .put("reason", reason)
            .toString();
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve("/collections/" + collection + "/releases"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = send(request);
    JsonNode answer = parse(response.body());
    if (response.statusCode() != CREATED) {
      throw new CommandFailure(
          "the eval service refused (%d): %s".formatted(response.statusCode(), reason(answer)));
    }
    return answer;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new CommandFailure(
          "no eval service answers at " + service + "; --eval-url names another", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    }
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }

  /** The first text in the answer, whatever it is called. */
  private static String reason(JsonNode answer) {
    for (JsonNode field : answer) {
      if (field.isTextual()) {
        return field.asText();
      }
    }
    return "it gave no reason";
  }
}
