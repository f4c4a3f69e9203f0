package io.retune.eval.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.retune.eval.Examples;
import io.retune.schemas.VectorCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

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
      server.createContext("/v1/embeddings", ServingInstances::embed);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the service answers: a vector by which {@link HandbookPassages} come in a known order. */
  private static void embed(HttpExchange exchange) throws IOException {
    JsonNode request = new ObjectMapper().readTree(exchange.getRequestBody());
    String version = request.path("model").asText().replaceAll("^handbook@(.+)-query$", "$1");
    Optional<float[]> vector = HandbookPassages.question(version);
    byte[] body =
        vector
            .map(
                found ->
                    "{\"data\": [{\"embedding\": \"%s\"}]}"
                        .formatted(
                            Base64.getEncoder()
                                .encodeToString(
                                    VectorCodec.encode(found).getValues().toByteArray())))
            .orElse(
                "{\"error\": {\"message\": \"collection 'handbook' has no version %s, or it is not kept any more\"}}"
                    .formatted(version))
            .getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .set("Retune-Base-Model-Fingerprint", Examples.BASE_MODEL.getFingerprint());
    exchange.sendResponseHeaders(vector.isPresent() ? 200 : 404, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
