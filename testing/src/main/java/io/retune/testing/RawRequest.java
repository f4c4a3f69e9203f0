package io.retune.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request exactly as given, to a service on this machine: HTTP clients add headers and refuse to
 * send others. Not thread-safe.
 */
public final class RawRequest {
  /** What came back. */
  public record Answer(int status, String head, String body) {
    /** The body, where it is a problem (RFC 9457). */
    public JsonNode problem() throws IOException {
      return new ObjectMapper().readTree(body);
    }
  }

  private final String line;
  private final List<String> headers = new ArrayList<>();
  private Optional<String> host = Optional.empty();
  private String body = "";

  private RawRequest(String line) {
    this.line = line;
  }

  public static RawRequest of(String method, String path) {
    return new RawRequest(method + " " + path);
  }

  public static RawRequest get(String path) {
    return of("GET", path);
  }

  public static RawRequest post(String path) {
    return of("POST", path);
  }

  public static RawRequest put(String path) {
    return of("PUT", path);
  }

  public RawRequest host(String name) {
    this.host = Optional.of(name);
    return this;
  }

  public RawRequest header(String name, String value) {
    headers.add(name + ": " + value);
    return this;
  }

  public RawRequest token(String token) {
    return header("Authorization", "Bearer " + token);
  }

  public RawRequest json(String json) {
    this.body = json;
    return header("Content-Type", "application/json");
  }

  /** Without a Content-Type, and without a length. */
  public RawRequest chunks(String chunks) {
    this.body = chunks;
    return header("Transfer-Encoding", "chunked");
  }

  /** Without a Content-Type. */
  public RawRequest body(String text) {
    this.body = text;
    return this;
  }

  public Answer send(int port) throws IOException {
    StringBuilder request = new StringBuilder(line).append(" HTTP/1.1\r\n");
    request
        .append("Host: ")
        .append(host.orElse("localhost:" + port))
        .append("\r\nConnection: close\r\n");
    headers.forEach(header -> request.append(header).append("\r\n"));
    if (!line.startsWith("GET") && !headers.contains("Transfer-Encoding: chunked")) {
      request.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    request.append("\r\n").append(body);
    try (Socket socket = new Socket("localhost", port)) {
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
      InputStream input = socket.getInputStream();
      String head = head(input);
      return new Answer(
          Integer.parseInt(head.substring(9, 12)),
          head.toLowerCase(Locale.ROOT),
          // A stream of events does not end.
          head.contains("text/event-stream")
              ? ""
              : new String(input.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static String head(InputStream input) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
      int next = input.read();
      if (next < 0) {
        throw new EOFException("the answer ends in its head: " + head);
      }
      head.append((char) next);
    }
    return head.substring(0, head.length() - 4);
  }
}
