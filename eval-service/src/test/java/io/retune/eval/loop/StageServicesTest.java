package io.retune.eval.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.retune.eval.stream.WaitingBoard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a server that answers as the services do. */
class StageServicesTest {
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void saysWhatEachStageWaitsFor() {
    // Given
    answer(
        "/feeds",
        """
        [{"feed": "handbook", "polled_at": "2026-11-28T09:00:00Z"},
         {"feed": "news", "polled_at": "2026-11-28T10:00:00Z", "problem": "it is no XML"}]""");
    answer(
        "/asking",
        """
        {"language_model": "gpt", "waiting": {"dependency": "language model",
         "since": "2026-11-28T10:00:00Z", "reason": "it answers 503"}}""");
    answer("/embedding", "{\"waiting\": null}");
    answer(
        "/training",
        """
        [{"collection": "a", "last_failure": ""},
         {"collection": "b", "last_failure": "no question is left"}]""");

    // When
    Map<Stage, StageWait> waits = services("secret").waits();

    // Then
    assertThat(waits)
        .containsExactly(
            Map.entry(
                Stage.INGEST,
                new StageWait("feed news", "it is no XML", Optional.of("2026-11-28T10:00:00Z"))),
            Map.entry(
                Stage.QA_GEN,
                new StageWait(
                    "language model", "it answers 503", Optional.of("2026-11-28T10:00:00Z"))),
            Map.entry(
                Stage.TRAIN,
                new StageWait("collection b", "no question is left", Optional.empty())));
  }

  @Test
  void knowsNothingOfServicesThatRefuseOrSayNothingReadable() {
    // Given
    answer("/asking", "no JSON");
    answer("/embedding", "{}");

    // When
    Map<Stage, StageWait> waits = services("another").waits();

    // Then
    assertThat(waits).isEmpty();
  }

  private StageServices services(String token) {
    URI address = URI.create("http://localhost:" + server.getAddress().getPort());
    return new StageServices(new Config(address, token), new WaitingBoard());
  }

  private void answer(String path, String json) {
    server.createContext(
        path,
        exchange -> {
          boolean known =
              "Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"))
                  || json.equals("no JSON");
          byte[] body = json.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(known ? 200 : 401, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private record Config(URI address, String secret) implements LoopConfig {
    @Override
    public Duration refresh() {
      return Duration.ofSeconds(5);
    }

    @Override
    public Optional<URI> ingestUrl() {
      return Optional.of(address);
    }

    @Override
    public Optional<URI> qaGenUrl() {
      return Optional.of(address);
    }

    @Override
    public Optional<URI> trainerUrl() {
      return Optional.of(address);
    }

    @Override
    public Optional<String> token() {
      return Optional.of(secret);
    }

    @Override
    public Duration timeout() {
      return Duration.ofSeconds(5);
    }
  }
}
