package io.retune.eval.loop;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;

/** Asks the services of the loop over HTTP, as the settings say. Thread-safe. */
public final class LoopClient {
  private static final int OK = 200;

  private final LoopConfig config;
  private final int maxBytes;
  private final HttpClient client;

  /**
   * @param maxBytes of an answer; what is beyond is cut off
   */
  public LoopClient(LoopConfig config, int maxBytes) {
    this.config = Objects.requireNonNull(config, "config");
    this.maxBytes = maxBytes;
    this.client = HttpClient.newBuilder().connectTimeout(config.timeout()).build();
  }

  /**
   * What a service answers.
   *
   * @throws RefusedAnswerException if it does so with another status than 200
   * @throws IOException if it does not in time
   */
  public byte[] get(URI service, String path) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.resolve(path)).timeout(config.timeout());
    config.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() != OK) {
        throw new RefusedAnswerException(response.statusCode());
      }
      return body.readNBytes(maxBytes);
    }
  }

  /** A service answered with another status than 200. */
  public static final class RefusedAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;

    RefusedAnswerException(int status) {
      super("the service answers " + status);
      this.status = status;
    }

    /** Of HTTP. */
    public int status() {
      return status;
    }
  }
}
