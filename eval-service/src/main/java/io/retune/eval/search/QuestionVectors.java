package io.retune.eval.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retune.eval.follower.FollowersConfig;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Has questions embedded by the serving service: it has the base model, and gives a version's
 * vector as an application gets it. Of several instances the next one is asked where one does not
 * answer. Thread-safe.
 */
@Singleton
class QuestionVectors {
  private static final int OK = 200;
  private static final int SERVER_ERROR = 500;
  private static final String FINGERPRINT = "Retune-Base-Model-Fingerprint";

  private final List<URI> services;
  private final Optional<String> token;
  private final SearchConfig config;
  private final HttpClient client;
  private final ObjectMapper json = new ObjectMapper();

  QuestionVectors(FollowersConfig followers, SearchConfig config) {
    this.services = followers.urls().orElse(List.of());
    this.token = followers.token();
    this.config = config;
    this.client = HttpClient.newBuilder().connectTimeout(followers.timeout()).build();
  }

  /** One of each version, in their order; all are asked for at once. */
  List<QuestionVector> of(String collection, String question, List<Long> versions) {
    List<CompletableFuture<QuestionVector>> asked =
        versions.stream().map(version -> ask(collection, question, version, 0)).toList();
    return asked.stream().map(CompletableFuture::join).toList();
  }

  private CompletableFuture<QuestionVector> ask(
      String collection, String question, long version, int place) {
    if (services.isEmpty()) {
      return CompletableFuture.completedFuture(
          new QuestionVector.Missing(
              version,
              "no serving service is known here that could embed the question;"
                  + " retune.eval.followers.urls names one"));
    }
    return client
        .sendAsync(
            request(services.get(place), collection, question, version), BodyHandlers.ofString())
        // The request's own timeout ends with the headers.
        .orTimeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(answer -> new Attempt(read(version, answer), answer.statusCode() < SERVER_ERROR))
        .exceptionally(failure -> Attempt.unanswered(version))
        .thenCompose(
            attempt ->
                attempt.isFinal() || place + 1 == services.size()
                    ? CompletableFuture.completedFuture(attempt.vector())
                    : ask(collection, question, version, place + 1));
  }

  /**
   * What one instance said.
   *
   * @param isFinal whether another one would say the same
   */
  private record Attempt(QuestionVector vector, boolean isFinal) {
    static Attempt unanswered(long version) {
      return new Attempt(
          new QuestionVector.Missing(
              version, "no serving service answers that could embed the question"),
          false);
    }
  }

  private HttpRequest request(URI service, String collection, String question, long version) {
    String body =
        json.createObjectNode()
            .put("model", collection + "@" + (version == 0 ? "base" : version) + "-query")
            .put("input", question)
            .put("encoding_format", "base64")
            .toString();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.resolve("/v1/embeddings"))
            .timeout(config.timeout())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    token.ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
    return request.build();
  }

  private QuestionVector read(long version, HttpResponse<String> answer) {
    try {
      JsonNode body = json.readTree(answer.body());
      if (answer.statusCode() != OK) {
        return new QuestionVector.Missing(
            version,
            body.at("/error/message").asText("the serving service says " + answer.statusCode()));
      }
      byte[] vector = body.at("/data/0/embedding").binaryValue();
      Optional<String> fingerprint = answer.headers().firstValue(FINGERPRINT);
      return vector == null || vector.length == 0 || fingerprint.isEmpty()
          ? new QuestionVector.Missing(version, "what answers is no serving service of Retune")
          : new QuestionVector.Made(version, floats(vector), fingerprint.get());
    } catch (IOException e) {
      return new QuestionVector.Missing(version, "what answers is no serving service of Retune");
    }
  }

  private static float[] floats(byte[] bytes) {
    float[] vector = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    return vector;
  }
}
