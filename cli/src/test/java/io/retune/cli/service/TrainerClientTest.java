package io.retune.cli.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainerClientTest {
  @Test
  void knowsNothingWhereNoTrainerAnswers() {
    // Given: nothing listens on port 1.
    TrainerClient trainer = new TrainerClient(URI.create("http://127.0.0.1:1"));

    // When
    Optional<TrainerState> state = trainer.state("default");
    boolean taken = trainer.askForVersion("default");

    // Then
    assertThat(state).isEmpty();
    assertThat(taken).isFalse();
  }

  @Test
  void readsHowACollectionStands() throws IOException {
    // Given
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] body =
        """
        {"collection": "default", "examples": 100, "unseen_examples": 40, "latest_version": 2, "training": false, "waiting_requests": 1}
        """
            .getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/collections/default/training",
        exchange -> {
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    TrainerClient trainer =
        new TrainerClient(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));

    // When
    Optional<TrainerState> state = trainer.state("default");

    // Then
    assertThat(state).contains(new TrainerState(100, 40, 2, true));
    server.stop(0);
  }
}
