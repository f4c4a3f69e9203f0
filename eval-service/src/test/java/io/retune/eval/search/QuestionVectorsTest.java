package io.retune.eval.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.retune.eval.follower.FollowersConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuestionVectorsTest {
  /** 1 and -2 as little-endian float32. */
  private static final String VECTOR = "AACAPwAAAMA=";

  private final Map<String, String> asked = new ConcurrentHashMap<>();
  private HttpServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  @Test
  void asksForEachVersionAsAnApplicationDoes() throws IOException {
    // Given
    URI service = answering(200, "{\"data\": [{\"embedding\": \"" + VECTOR + "\"}]}");

    // When
    List<QuestionVector> vectors = vectors(List.of(service)).of("docs", "Why?", List.of(0L, 17L));

    // Then
    assertThat(asked).containsOnlyKeys("docs@base-query", "docs@17-query");
    assertThat(asked.get("docs@17-query")).isEqualTo("Bearer secret");
    assertThat(vectors).hasSize(2);
    QuestionVector.Made made = (QuestionVector.Made) vectors.get(1);
    assertThat(made.version()).isEqualTo(17);
    assertThat(made.vector()).containsExactly(1f, -2f);
    assertThat(made.baseModelFingerprint()).isEqualTo("print");
  }

  @Test
  void asksTheNextInstanceWhereOneIsAway() throws IOException {
    // Given
    URI service = answering(200, "{\"data\": [{\"embedding\": \"" + VECTOR + "\"}]}");

    // When
    List<QuestionVector> vectors =
        vectors(List.of(URI.create("http://localhost:1"), service)).of("docs", "Why?", List.of(0L));

    // Then
    assertThat(vectors.get(0)).isInstanceOf(QuestionVector.Made.class);
  }

  @Test
  void saysWhatTheServiceSaysWhereThereIsNoSuchVersion() throws IOException {
    // Given
    URI service = answering(404, "{\"error\": {\"message\": \"it is not kept any more\"}}");

    // When
    List<QuestionVector> vectors = vectors(List.of(service)).of("docs", "Why?", List.of(9L));

    // Then
    assertThat(vectors.get(0)).isEqualTo(new QuestionVector.Missing(9, "it is not kept any more"));
  }

  @Test
  void saysWhatTheLastInstanceSaysWhereNoneCanEmbedIt() throws IOException {
    // Given
    URI service = answering(503, "{\"error\": {\"message\": \"it is of another base model\"}}");

    // When
    List<QuestionVector> vectors =
        vectors(List.of(URI.create("http://localhost:1"), service)).of("docs", "Why?", List.of(9L));

    // Then
    assertThat(vectors.get(0))
        .isEqualTo(new QuestionVector.Missing(9, "it is of another base model"));
  }

  @Test
  void saysWhereNobodyIsKnown() {
    // When
    List<QuestionVector> vectors = vectors(List.of()).of("docs", "Why?", List.of(0L));

    // Then
    assertThat(((QuestionVector.Missing) vectors.get(0)).reason())
        .contains("retune.eval.followers.urls");
  }

  private URI answering(int status, String body) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/embeddings",
        exchange -> {
          JsonNode request = new ObjectMapper().readTree(exchange.getRequestBody());
          asked.put(
              request.path("model").asText(),
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Retune-Base-Model-Fingerprint", "print");
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  private static QuestionVectors vectors(List<URI> services) {
    return new QuestionVectors(
        new Followers(Optional.of(services), Optional.of("secret"), Duration.ofSeconds(2)),
        new Limits(Duration.ofSeconds(10), 1, 1));
  }

  private record Followers(Optional<List<URI>> urls, Optional<String> token, Duration timeout)
      implements FollowersConfig {}

  private record Limits(Duration timeout, int maxConcurrent, int maxPerMinute)
      implements SearchConfig {}
}
