package io.retune.cli.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retune.cli.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** One of the services, asked for something by REST. */
final class ServiceClient {
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);

  /** The service may have to find an old version in its topic. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int SUCCESS = 2;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(CONNECT_PATIENCE).build();
  private final String name;
  private final URI service;

  /**
   * @param name of the service, as its URL's option names it
   * @param service where it listens
   */
  ServiceClient(String name, URI service) {
    this.name = name;
    this.service = service;
  }

  /**
   * @param path with its query
   * @return what the service says
   * @throws CommandFailure if the service refuses or does not answer
   */
  JsonNode post(String path, String mediaType, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve(path))
            .timeout(PATIENCE)
            .header("Content-Type", mediaType)
            .POST(body)
            .build();
    HttpResponse<String> response = send(request);
    JsonNode answer = parse(response.body());
    if (response.statusCode() / 100 != SUCCESS) {
      throw new CommandFailure(
          "the %s service refused (%d): %s".formatted(name, response.statusCode(), reason(answer)));
    }
    return answer;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new CommandFailure(
          "no %s service answers at %s; --%s-url names another".formatted(name, service, name), e);
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

  /** What an answer says for people, else the first text in it, whatever it is called. */
  private static String reason(JsonNode answer) {
    if (answer.path("message").isTextual()) {
      return answer.path("message").asText();
    }
    for (JsonNode field : answer) {
      if (field.isTextual()) {
        return field.asText();
      }
    }
    return "it gave no reason";
  }
}
