package io.retune.ingest.source.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web site of a test: real HTTP on a free port of this machine. It remembers what was asked. */
public final class WebSite implements AutoCloseable {
  /** Answers a request. */
  @FunctionalInterface
  public interface Answer {
    void to(HttpExchange request) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  public WebSite() {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** Has a file, of this type and with this entity tag, which it does not send again. */
  public void has(String path, String mediaType, String entityTag, String text) {
    answers(
        path,
        request -> {
          request.getResponseHeaders().add("ETag", entityTag);
          if (entityTag.equals(request.getRequestHeaders().getFirst("If-None-Match"))) {
            status(request, 304);
          } else {
            request.getResponseHeaders().add("Content-Type", mediaType);
            send(request, text.getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  /** Has a page whose entity tag is its text. */
  public void has(String path, String text) {
    has(path, "text/html; charset=utf-8", '"' + Integer.toHexString(text.hashCode()) + '"', text);
  }

  public void answers(String path, int status) {
    answers(path, request -> status(request, status));
  }

  public void answers(String path, Answer answer) {
    answers.put(path, answer);
  }

  /** Sends on. */
  public void redirects(String path, String location) {
    answers(
        path,
        request -> {
          request.getResponseHeaders().add("Location", location);
          status(request, 302);
        });
  }

  /** What was asked since the last time, without robots.txt: paths in their order. */
  public List<String> asked() {
    List<String> asked = requests.stream().filter(path -> !path.equals("/robots.txt")).toList();
    requests.clear();
    return asked;
  }

  public static void status(HttpExchange request, int status) throws IOException {
    request.sendResponseHeaders(status, -1);
    request.close();
  }

  public static void send(HttpExchange request, byte[] body) throws IOException {
    request.sendResponseHeaders(200, body.length);
    request.getResponseBody().write(body);
    request.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange request) throws IOException {
    String path = request.getRequestURI().toString();
    requests.add(path);
    answers.getOrDefault(path, missing -> status(missing, 404)).to(request);
  }
}
