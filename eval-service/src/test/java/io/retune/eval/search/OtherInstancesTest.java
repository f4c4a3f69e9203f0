package io.retune.eval.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OtherInstancesTest {
  private final List<String> heard = new ArrayList<>();
  private final OtherInstances others = new OtherInstances(new Limits(Duration.ofSeconds(5), 1, 1));
  private HttpServer other;

  @BeforeEach
  void start() throws IOException {
    other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/collections/docs/search",
        exchange -> {
          heard.add(exchange.getRequestHeaders().getFirst("Authorization"));
          heard.add(exchange.getRequestHeaders().getFirst(OtherInstances.SENT_ON));
          heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] body = "{\"detail\": \"too many\"}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
          exchange.sendResponseHeaders(429, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    other.start();
  }

  @AfterEach
  void stop() {
    other.stop(0);
  }

  @Test
  void handsASearchOnWithWhatTheCallerHasShownAndTheAnswerBack() {
    // Given
    HostInfo host = new HostInfo("localhost", other.getAddress().getPort());

    // When
    OtherInstances.Answer answer =
        others.search(
            host, "docs", new SearchRequest("Why?", null), Optional.of("Bearer of-the-caller"));

    // Then
    assertThat(heard).containsExactly("Bearer of-the-caller", "1", "{\"question\":\"Why?\"}");
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.mediaType()).isEqualTo("application/problem+json");
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("too many");
  }

  @Test
  void saysSoWhereTheInstanceDoesNotAnswer() {
    // Given
    HostInfo host = new HostInfo("localhost", 1);

    // When, Then
    assertThatThrownBy(
            () -> others.search(host, "docs", new SearchRequest("Why?", 3L), Optional.empty()))
        .isInstanceOf(SearchRefusedException.class)
        .hasMessage("the instance of eval-service that has the collection does not answer");
  }

  private record Limits(Duration timeout, int maxConcurrent, int maxPerMinute)
      implements SearchConfig {}
}
