package io.retune.cli.service;

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
import java.util.stream.Stream;

/**
 * One of the services by REST: JSON in its answers, problems by RFC 9457 where it refuses.
 * Thread-safe.
 */
final class ServiceClient {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int SUCCESS = 2;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
  private final String name;
  private final URI service;
  private final ServiceToken token;
  private final Duration timeout;

  /**
   * @param name of the service, as its URL's option names it
   * @param service where it listens
   * @param token that it knows the caller by
   * @param timeout of each answer
   */
  ServiceClient(String name, URI service, ServiceToken token, Duration timeout) {
    this.name = name;
    this.service = service;
    this.token = token;
    this.timeout = timeout;
  }

  /**
   * The answer to a GET.
   *
   * @param path with its query
   * @throws CommandFailure if the service refuses or does not answer
   */
  JsonNode get(String path) {
    return answer(request(path).GET().build());
  }

  /**
   * The answer to a POST; an empty object where the service says nothing.
   *
   * @param path with its query
   * @throws CommandFailure if the service refuses or does not answer
   */
  JsonNode post(String path, String mediaType, BodyPublisher body) {
    return answer(request(path).header("Content-Type", mediaType).POST(body).build());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path)).timeout(timeout);
    token.show(request);
    return request;
  }

  private JsonNode answer(HttpRequest request) {
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
      JsonNode answer = JSON.readTree(body);
      return answer.isMissingNode() ? JSON.createObjectNode() : answer;
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }

  /** The detail of a problem is about this request, its title only about the kind of problem. */
  private static String reason(JsonNode problem) {
    return Stream.of("detail", "title")
        .map(problem::path)
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .findFirst()
        .orElse("it gave no reason");
  }
}
