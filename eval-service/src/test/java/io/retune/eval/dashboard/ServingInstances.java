package io.retune.eval.dashboard;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What answers like two instances of the serving service, one of which has not taken the last
 * release yet, and a third that is away.
 */
public final class ServingInstances implements QuarkusTestResourceLifecycleManager {
  private HttpServer first;
  private HttpServer second;

  @Override
  public Map<String, String> start() {
    first = serving("21");
    second = serving("14");
    return Map.of(
        "retune.eval.followers.urls", url(first) + "," + url(second) + ",http://localhost:1");
  }

  @Override
  public void stop() {
    first.stop(0);
    second.stop(0);
  }

  private static String url(HttpServer server) {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private static HttpServer serving(String version) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      byte[] body =
          "{\"version\": \"%s\", \"created\": 0}"
              .formatted(version)
              .getBytes(StandardCharsets.UTF_8);
      server.createContext(
          "/v1/models/",
          exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
