package io.retune.eval.follower;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowersTest {
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
  }

  @Test
  void saysWhatAnInstanceServesAndSinceWhen() {
    // Given
    answer("/v1/models/faq-query", 200, "{\"version\": \"3\", \"created\": 1764000000}");

    // When
    List<FollowerStatus> followers = followers().of("faq");

    // Then
    assertThat(followers)
        .containsExactly(
            FollowerStatus.serving(
                address().toString(), 3, Optional.of(Instant.ofEpochSecond(1_764_000_000))));
  }

  @Test
  void theBaseModelIsVersionZeroAndWasNeverReleased() {
    // Given
    answer("/v1/models/faq-query", 200, "{\"version\": \"base\", \"created\": 0}");

    // When
    List<FollowerStatus> followers = followers().of("faq");

    // Then
    assertThat(followers)
        .containsExactly(FollowerStatus.serving(address().toString(), 0, Optional.empty()));
  }

  @Test
  void saysWhyAnInstanceServesNothing() {
    // Given
    answer("/v1/models/faq-query", 503, "{\"error\": {\"message\": \"it is of another model\"}}");

    // When
    List<FollowerStatus> followers = followers().of("faq");

    // Then
    assertThat(followers)
        .containsExactly(FollowerStatus.failing(address().toString(), "it is of another model"));
  }

  @Test
  void anInstanceThatIsAwayOrIsNoneDoesNotHideTheOthers() {
    // Given
    URI away = URI.create("http://localhost:1");
    answer("/v1/models/faq-query", 200, "<html>");

    // When
    List<FollowerStatus> followers = followers(away, address()).of("faq");

    // Then
    assertThat(followers)
        .containsExactly(
            FollowerStatus.failing(away.toString(), "it does not answer"),
            FollowerStatus.failing(
                address().toString(), "it is no serving service of this release"));
  }

  @Test
  void anInstanceThatBeginsAnAnswerAndNeverEndsItIsNotWaitedFor() {
    // Given
    server.createContext(
        "/v1/models/faq-query",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          awaitEnd();
          exchange.close();
        });

    // When
    List<FollowerStatus> followers = followers().of("faq");

    // Then
    assertThat(followers)
        .containsExactly(FollowerStatus.failing(address().toString(), "it does not answer"));
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void asksNobodyWhereNobodyIsNamed() {
    // Given
    Followers followers = new Followers(new Config(Optional.empty()));

    // When
    List<FollowerStatus> none = followers.of("faq");

    // Then
    assertThat(none).isEmpty();
  }

  private Followers followers(URI... urls) {
    return new Followers(
        new Config(Optional.of(urls.length == 0 ? List.of(address()) : List.of(urls))));
  }

  private URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** To whom shows the token. */
  private void answer(String path, int status, String text) {
    server.createContext(
        path,
        exchange -> {
          boolean known =
              "Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] body = text.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(known ? status : 401, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private record Config(Optional<List<URI>> urls) implements FollowersConfig {
    @Override
    public Optional<String> token() {
      return Optional.of("secret");
    }

    @Override
    public Duration timeout() {
      return Duration.ofSeconds(1);
    }
  }
}
