package io.retune.eval.follower;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks the instances of the serving service what they serve, all at once. Thread-safe. */
@Singleton
class Followers {
  private static final int OK = 200;

  private final FollowersConfig config;
  private final HttpClient client;
  private final ObjectMapper json = new ObjectMapper();

  Followers(FollowersConfig config) {
    this.config = config;
    this.client = HttpClient.newBuilder().connectTimeout(config.timeout()).build();
  }

  /** In the order of the setting; none where nobody is to be asked. */
  List<FollowerStatus> of(String collection) {
    List<CompletableFuture<FollowerStatus>> asked =
        config.urls().orElse(List.of()).stream().map(url -> ask(url, collection)).toList();
    return asked.stream().map(CompletableFuture::join).toList();
  }

  private CompletableFuture<FollowerStatus> ask(URI follower, String collection) {
    String model = URLEncoder.encode(collection + "-query", StandardCharsets.UTF_8);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(follower.resolve("/v1/models/" + model)).timeout(config.timeout());
    config.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    return client
        .sendAsync(request.build(), BodyHandlers.ofString())
        // The request's own timeout ends with the headers.
        .orTimeout(2 * config.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(answer -> read(follower, answer))
        .exceptionally(
            failure -> FollowerStatus.failing(follower.toString(), "it does not answer"));
  }

  private FollowerStatus read(URI follower, HttpResponse<String> answer) {
    String name = follower.toString();
    try {
      JsonNode body = json.readTree(answer.body());
      if (answer.statusCode() != OK) {
        return FollowerStatus.failing(
            name, body.at("/error/message").asText("it answered " + answer.statusCode()));
      }
      String version = body.path("version").asText();
      long created = body.path("created").asLong();
      return FollowerStatus.serving(
          name,
          version.equals("base") ? 0 : Long.parseLong(version),
          created == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(created)));
    } catch (JsonProcessingException | NumberFormatException e) {
      return FollowerStatus.failing(name, "it is no serving service of this release");
    }
  }
}
