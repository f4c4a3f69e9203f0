package io.retune.eval.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;

/** Has another instance of this service search a collection that it has. Thread-safe. */
@Singleton
class OtherInstances {
  /** Of a request that another instance sent on, so that none is sent around. */
  static final String SENT_ON = "Retune-Sent-On";

  private static final int MAX_BYTES = 1 << 20;

  private final SearchConfig config;
  private final HttpClient client;
  private final ObjectMapper json = new ObjectMapper();

  OtherInstances(SearchConfig config) {
    this.config = config;
    this.client = HttpClient.newBuilder().connectTimeout(config.timeout()).build();
  }

  /**
   * An answer of another instance.
   *
   * @param status of HTTP
   * @param body JSON
   */
  record Answer(int status, String mediaType, byte[] body) {}

  /**
   * Sends a search on, with what its caller has shown.
   *
   * @param authorization the header; empty where callers need not show who they are
   * @throws SearchRefusedException if the instance does not answer
   */
  Answer search(
      HostInfo instance, String collection, SearchRequest search, Optional<String> authorization) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(
                  URI.create(
                      "http://%s:%d/collections/%s/search"
                          .formatted(
                              instance.host(),
                              instance.port(),
                              URLEncoder.encode(collection, StandardCharsets.UTF_8))))
              .timeout(config.timeout().multipliedBy(2))
              .header("Content-Type", "application/json")
              .header(SENT_ON, "1")
              .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body(search))));
      authorization.ifPresent(shown -> request.header("Authorization", shown));
      HttpResponse<InputStream> response =
          client.send(request.build(), BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return new Answer(
            response.statusCode(),
            response.headers().firstValue("Content-Type").orElse("application/json"),
            body.readNBytes(MAX_BYTES));
      }
    } catch (IOException e) {
      throw new SearchRefusedException(
          "the instance of eval-service that has the collection does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SearchRefusedException("interrupted");
    }
  }

  private static Map<String, Object> body(SearchRequest search) {
    return search.version() == null
        ? Map.of("question", search.question())
        : Map.of("question", search.question(), "version", search.version());
  }
}
