package io.retune.bench.load;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * An embedding server in OpenAI's form that costs next to nothing: a text's vector is the sum of a
 * direction for each of its words. Thread-safe.
 */
final class StubEmbeddings implements AutoCloseable {
  private static final int DIMENSION = 64;
  private static final int KNOWN_WORDS = 100_000;
  private static final Pattern NO_WORD = Pattern.compile("\\W+");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ConcurrentMap<String, float[]> directions = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  StubEmbeddings() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/embeddings", this::answer);
    server.start();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode input = JSON.readTree(exchange.getRequestBody()).path("input");
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, 0);
      try (JsonGenerator answer = JSON.createGenerator(exchange.getResponseBody())) {
        answer.writeStartObject();
        answer.writeStringField("object", "list");
        answer.writeArrayFieldStart("data");
        int index = 0;
        for (JsonNode text : input.isTextual() ? JSON.createArrayNode().add(input) : input) {
          answer.writeStartObject();
          answer.writeNumberField("index", index++);
          answer.writeArrayFieldStart("embedding");
          for (float value : vector(text.asText())) {
            answer.writeNumber(value);
          }
          answer.writeEndArray();
          answer.writeEndObject();
        }
        answer.writeEndArray();
        answer.writeEndObject();
      }
    }
  }

  private float[] vector(String text) {
    float[] sum = new float[DIMENSION];
    for (String word : NO_WORD.split(text.toLowerCase(Locale.ROOT))) {
      float[] direction = direction(word);
      for (int i = 0; i < DIMENSION; i++) {
        sum[i] += direction[i];
      }
    }
    return sum;
  }

  private float[] direction(String word) {
    if (directions.size() > KNOWN_WORDS) {
      directions.clear();
    }
    return directions.computeIfAbsent(
        word,
        added -> {
          SplittableRandom random = new SplittableRandom(added.hashCode());
          float[] direction = new float[DIMENSION];
          for (int i = 0; i < DIMENSION; i++) {
            direction[i] = random.nextInt(-1_000, 1_000) / 1_000f;
          }
          return direction;
        });
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
