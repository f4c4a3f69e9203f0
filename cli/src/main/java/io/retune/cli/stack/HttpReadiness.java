package io.retune.cli.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A service is ready when its health endpoint answers 200. */
record HttpReadiness(HttpClient client, URI health) implements Readiness {
  private static final int OK = 200;

  static HttpReadiness of(HttpClient client, int port) {
    return new HttpReadiness(client, URI.create("http://127.0.0.1:" + port + "/q/health/ready"));
  }

  @Override
  public boolean isReady() {
    HttpRequest request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(1)).build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == OK;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
