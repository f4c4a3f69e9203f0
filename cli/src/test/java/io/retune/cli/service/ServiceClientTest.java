package io.retune.cli.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.retune.cli.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceClientTest {
  private HttpServer server;
  private ServiceClient client;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    client =
        new ServiceClient(
            "eval",
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            ServiceToken.of(" a-token\n"),
            Duration.ofSeconds(10));
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  @Test
  void readsTheAnswerToAGet() {
    // Given
    answerWith(200, "[{\"collection\": \"default\"}]");

    // When
    JsonNode answer = client.get("/collections?all=true");

    // Then
    assertThat(answer.at("/0/collection").asText()).isEqualTo("default");
  }

  @Test
  void showsItsToken() {
    // Given
    AtomicReference<String> shown = new AtomicReference<>();
    server.createContext(
        "/",
        exchange -> {
          shown.set(exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });

    // When
    client.get("/collections");

    // Then
    assertThat(shown).hasValue("Bearer a-token");
  }

  @Test
  void refusesWhatCannotBeATokenWithoutRepeatingIt() {
    // Given
    String text = "two words";

    // When, Then
    assertThatThrownBy(() -> ServiceToken.of(text))
        .isInstanceOf(CommandFailure.class)
        .hasMessageNotContaining(text);
  }

  @Test
  void takesAnAnswerWithoutABodyForAnEmptyObject() {
    // Given
    answerWith(202, "");

    // When
    JsonNode answer = client.post("/retrain", "application/json", BodyPublishers.noBody());

    // Then
    assertThat(answer.isObject()).isTrue();
    assertThat(answer).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"title\": \"Conflict\", \"detail\": \"version 7 is gone\"} | version 7 is gone",
        "{\"title\": \"Conflict\", \"status\": 409}                   | Conflict",
        "<html>an error page</html>                                   | it gave no reason"
      })
  void saysWhyTheServiceRefuses(String body, String reason) {
    // Given
    answerWith(409, body);

    // When, Then
    assertThatThrownBy(
            () -> client.post("/releases", "application/json", BodyPublishers.ofString("{}")))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("the eval service refused (409): " + reason);
  }

  @Test
  void namesTheOptionForAnotherServiceWhereNoneAnswers() {
    // Given: nothing listens on port 1.
    ServiceClient nobody =
        new ServiceClient(
            "trainer", URI.create("http://127.0.0.1:1"), ServiceToken.NONE, Duration.ofSeconds(10));

    // When, Then
    assertThatThrownBy(() -> nobody.get("/collections"))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(
            "no trainer service answers at http://127.0.0.1:1; --trainer-url names another");
  }

  private void answerWith(int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }
}
