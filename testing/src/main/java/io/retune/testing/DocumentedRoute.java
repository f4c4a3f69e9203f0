package io.retune.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A route of a service, as its committed OpenAPI document has it.
 *
 * @param method in capital letters
 * @param path with values in the places of its parameters
 * @param mediaType of the body, {@code *}{@code /*} for any; empty where it takes none
 */
public record DocumentedRoute(String method, String path, Optional<String> mediaType) {
  /**
   * All routes of a service, seen from its module.
   *
   * @throws IllegalStateException if the document has none
   */
  public static List<DocumentedRoute> of(String service) {
    try {
      JsonNode document =
          new YAMLMapper().readTree(CommittedDocument.openApi(service).file().toFile());
      List<DocumentedRoute> routes = new ArrayList<>();
      document
          .path("paths")
          .properties()
          .forEach(
              path ->
                  path.getValue()
                      .properties()
                      .forEach(
                          method ->
                              routes.add(
                                  new DocumentedRoute(
                                      method.getKey().toUpperCase(Locale.ROOT),
                                      // A number is a name too.
                                      path.getKey().replaceAll("\\{[^}]+}", "1"),
                                      mediaType(method.getValue())))));
      if (routes.isEmpty()) {
        throw new IllegalStateException("the document of " + service + " has no routes");
      }
      return routes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The only role that opens it. */
  public String role() {
    // An embedding is asked for by POST, and changes nothing.
    if (method.equals("GET") || path.equals("/v1/embeddings") || path.endsWith("/search")) {
      return "read";
    }
    return path.endsWith("/releases") ? "release" : "write";
  }

  /** Whether it takes a body. */
  public boolean hasBody() {
    return mediaType.isPresent();
  }

  /** A request to it that is well-formed but for what the body says. */
  public RawRequest request() {
    RawRequest request = requestWithoutMediaType();
    return mediaType
        .map(type -> request.header("Content-Type", type.equals("*/*") ? "text/plain" : type))
        .orElse(request);
  }

  /** The same without a Content-Type. */
  public RawRequest requestWithoutMediaType() {
    RawRequest request = RawRequest.of(method, path);
    return hasBody() ? request.body("{}") : request;
  }

  @Override
  public String toString() {
    return method + " " + path;
  }

  private static Optional<String> mediaType(JsonNode operation) {
    return operation.path("requestBody").path("content").properties().stream()
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
