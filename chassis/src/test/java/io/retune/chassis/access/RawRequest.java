package io.retune.chassis.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A request exactly as given: HTTP clients add headers and refuse to send others. */
final class RawRequest {
  /** What came back. */
  record Answer(int status, String head, String body) {
    JsonNode problem() throws IOException {
      return new ObjectMapper().readTree(body);
    }
  }

  private final String line;
  private final List<String> headers = new ArrayList<>();
  private String host = "localhost:" + RestAssured.port;
  private String body = "";

  private RawRequest(String line) {
    this.line = line;
  }

  static RawRequest get(String path) {
    return new RawRequest("GET " + path);
  }

  static RawRequest post(String path) {
    return new RawRequest("POST " + path);
  }

  static RawRequest put(String path) {
    return new RawRequest("PUT " + path);
  }

  RawRequest host(String name) {
    this.host = name;
    return this;
  }

  RawRequest header(String name, String value) {
    headers.add(name + ": " + value);
    return this;
  }

  RawRequest token(String token) {
    return header("Authorization", "Bearer " + token);
  }

  RawRequest json(String json) {
    this.body = json;
    return header("Content-Type", "application/json");
  }

  /** Without a Content-Type, and without a length. */
  RawRequest chunks(String chunks) {
    this.body = chunks;
    return header("Transfer-Encoding", "chunked");
  }

  /** Without a Content-Type. */
  RawRequest body(String text) {
    this.body = text;
    return this;
  }

  Answer send() throws IOException {
    StringBuilder request = new StringBuilder(line).append(" HTTP/1.1\r\n");
    request.append("Host: ").append(host).append("\r\nConnection: close\r\n");
    headers.forEach(header -> request.append(header).append("\r\n"));
    if (!line.startsWith("GET") && !headers.contains("Transfer-Encoding: chunked")) {
      request.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    request.append("\r\n").append(body);
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String head = answer.substring(0, answer.indexOf("\r\n\r\n"));
      return new Answer(
          Integer.parseInt(answer.substring(9, 12)),
          head.toLowerCase(Locale.ROOT),
          answer.substring(head.length() + 4));
    }
  }
}
