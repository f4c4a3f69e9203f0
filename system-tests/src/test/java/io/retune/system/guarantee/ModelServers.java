package io.retune.system.guarantee;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Stands for the paid, remote models: {@code /v1/embeddings} and {@code /v1/chat/completions} in
 * OpenAI's form. A text's vector is a function of the text alone, and so are the questions about
 * it. Thread-safe.
 */
final class ModelServers implements AutoCloseable {

  static final int DIMENSION = 32;

  /** How the servers answer. */
  enum Mood {
    WELL,
    /** The connection is closed without an answer. */
    CUT,
    TOO_MANY_REQUESTS,
    BROKEN,
    NONSENSE
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final AtomicInteger chats = new AtomicInteger();
  private volatile Mood mood = Mood.WELL;

  ModelServers() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/v1/embeddings", exchange -> answer(exchange, this::embeddings));
    server.createContext("/v1/chat/completions", exchange -> answer(exchange, this::chat));
    server.start();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  void be(Mood wanted) {
    mood = wanted;
  }

  /** Answers of the language model so far, each of which would have been paid for. */
  int chatsAnswered() {
    return chats.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private interface Answer {
    JsonNode to(JsonNode request);
  }

  private void answer(HttpExchange exchange, Answer answer) throws IOException {
    try (exchange) {
      JsonNode request = JSON.readTree(exchange.getRequestBody());
      switch (mood) {
        case WELL -> send(exchange, 200, JSON.writeValueAsBytes(answer.to(request)));
        case TOO_MANY_REQUESTS -> {
          exchange.getResponseHeaders().set("Retry-After", "1");
          send(exchange, 429, error("slow down"));
        }
        case BROKEN -> send(exchange, 503, error("out of order"));
        case NONSENSE -> send(exchange, 200, "<html>hello</html>".getBytes(StandardCharsets.UTF_8));
        case CUT -> {
          // Closing the exchange without a response cuts the connection.
        }
      }
    }
  }

  private static byte[] error(String message) throws IOException {
    ObjectNode body = JSON.createObjectNode();
    body.putObject("error").put("message", message).put("type", "server_error");
    return JSON.writeValueAsBytes(body);
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private JsonNode embeddings(JsonNode request) {
    ObjectNode answer = JSON.createObjectNode().put("object", "list");
    answer.put("model", request.path("model").asText());
    ArrayNode data = answer.putArray("data");
    JsonNode input = request.path("input");
    int index = 0;
    for (JsonNode text : input.isTextual() ? JSON.createArrayNode().add(input) : input) {
      ObjectNode one = data.addObject().put("object", "embedding").put("index", index++);
      ArrayNode vector = one.putArray("embedding");
      for (float value : vector(text.asText())) {
        vector.add(value);
      }
    }
    answer.putObject("usage").put("prompt_tokens", 1).put("total_tokens", 1);
    return answer;
  }

  /** Texts that share words are near each other: the sum of a direction for each word. */
  static float[] vector(String text) {
    double[] sum = new double[DIMENSION];
    for (String word : text.toLowerCase(Locale.ROOT).split("\\W+")) {
      SplittableRandom random = new SplittableRandom(word.hashCode());
      for (int i = 0; i < DIMENSION; i++) {
        sum[i] += random.nextDouble() - 0.5;
      }
    }
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) sum[i];
    }
    return vector;
  }

  /** The questions are made of words that the prompt has. */
  private JsonNode chat(JsonNode request) {
    chats.incrementAndGet();
    String prompt = request.path("messages").toString();
    List<String> words =
        Pattern.compile("[a-z]{6,}").matcher(prompt).results().map(MatchResult::group).toList();
    SplittableRandom random = new SplittableRandom(prompt.hashCode());
    String first = words.get(words.size() - 1 - random.nextInt(Math.min(40, words.size())));
    String second = words.get(words.size() - 1 - random.nextInt(Math.min(40, words.size())));
    ObjectNode answer = JSON.createObjectNode().put("id", "chat-" + prompt.hashCode());
    answer.put("object", "chat.completion").put("created", 1).put("model", "stand-in");
    answer
        .putArray("choices")
        .addObject()
        .put("index", 0)
        .put("finish_reason", "stop")
        .putObject("message")
        .put("role", "assistant")
        .put(
            "content",
            "1. Where does the %s meet a %s?\n2. Who has brought %s over to them?"
                .formatted(first, second, second));
    answer
        .putObject("usage")
        .put("prompt_tokens", 100)
        .put("completion_tokens", 20)
        .put("total_tokens", 120);
    return answer;
  }
}
