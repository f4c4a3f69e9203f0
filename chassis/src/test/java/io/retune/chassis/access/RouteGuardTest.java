package io.retune.chassis.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.retune.testing.KafkaBrokerResource;
import io.retune.testing.RawRequest;
import io.retune.testing.RawRequest.Answer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(RouteGuardTest.Settings.class)
@QuarkusTestResource(KafkaBrokerResource.class)
class RouteGuardTest {
  /** Names and pages besides those of this machine. */
  public static final class Settings implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "retune.http.hosts", "retune.internal",
          "retune.http.origins", "https://search.example.com");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "evil.example:8084", "localhost.evil.example", "[::2]", ""})
  void aRequestForAnotherHostIsMisdirected(String host) throws IOException {
    // Given
    RawRequest request = RawRequest.post("/guarded").host(host).json("{}");

    // When
    Answer answer = request.send(RestAssured.port);

    // Then
    refused(answer, 421, "retune.http.hosts");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "LOCALHOST:1", "127.0.0.1:8084", "[::1]:8084", "retune.internal"})
  void aRequestForAHostOfItsOwnIsAnswered(String host) throws IOException {
    // Given
    RawRequest request = RawRequest.post("/guarded").host(host).json("{}");

    // When
    Answer answer = request.send(RestAssured.port);

    // Then
    assertThat(answer.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/q/openapi", "/q/health/../openapi", "/q/health/group/a", "/nowhere", "/guarded"})
  void noPathButHealthAndMetricsAnswersUnderAnotherName(String path) throws IOException {
    // Given
    RawRequest request = RawRequest.get(path).host("evil.example");

    // When
    Answer answer = request.send(RestAssured.port);

    // Then
    refused(answer, 421, "retune.http.hosts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/q/health", "/q/health/live", "/q/health/ready", "/q/metrics"})
  void probesAreAnsweredUnderEveryName(String path) throws IOException {
    // Given
    RawRequest request = RawRequest.get(path).host("10.1.2.3:8084");

    // When
    Answer answer = request.send(RestAssured.port);

    // Then
    assertThat(answer.status()).isIn(200, 503);
    assertThat(answer.head()).doesNotContain("problem+json");
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, http://evil.example",
    "Origin, null",
    "Origin, http://localhost:1",
    "Origin, http://search.example.com",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site"
  })
  void aPageOfAnotherSiteIsRefused(String header, String value) throws IOException {
    // Given
    RawRequest request = RawRequest.post("/guarded/empty").header(header, value);

    // When
    Answer answer = request.send(RestAssured.port);

    // Then
    refused(answer, 403, "retune.http.origins");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/q/metrics", "/q/openapi", "/guarded", "/nowhere"})
  void aPageOfAnotherSiteCannotReadEither(String path) throws IOException {
    // Given
    RawRequest request = RawRequest.get(path).header("Origin", "http://evil.example");

    // When
    Answer answer = request.send(RestAssured.port);

    // Then
    refused(answer, 403, "retune.http.origins");
  }

  @Test
  void itsOwnPagesMayCall() throws IOException {
    // Given
    RawRequest request =
        RawRequest.post("/guarded/empty")
            .header("Origin", "http://localhost:" + RestAssured.port)
            .header("Sec-Fetch-Site", "same-origin");

    // When
    Answer answer = request.send(RestAssured.port);

    // Then
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void aPageOfAnAcceptedOriginMayCall() throws IOException {
    // Given
    RawRequest request =
        RawRequest.post("/guarded/empty")
            .header("Origin", "https://search.example.com")
            .header("Sec-Fetch-Site", "cross-site");

    // When
    Answer answer = request.send(RestAssured.port);

    // Then
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void aBodyWithoutAContentTypeIsUnsupported() throws IOException {
    // Given
    RawRequest request = RawRequest.post("/guarded").body("{}");

    // When
    Answer answer = request.send(RestAssured.port);

    // Then
    refused(answer, 415, "Content-Type");
  }

  @Test
  void aBodyInChunksWithoutAContentTypeIsUnsupported() throws IOException {
    // Given
    RawRequest request = RawRequest.post("/guarded").chunks("2\r\n{}\r\n0\r\n\r\n");

    // When
    Answer answer = request.send(RestAssured.port);

    // Then
    refused(answer, 415, "Content-Type");
  }

  @Test
  void aRequestWithoutABodyNeedsNoContentType() throws IOException {
    // Given
    RawRequest request = RawRequest.post("/guarded/empty");

    // When
    Answer answer = request.send(RestAssured.port);

    // Then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("nobody");
  }

  @Test
  void headersWithoutEndAreRefused() throws IOException {
    // Given
    RawRequest request = RawRequest.get("/guarded").header("X-Long", "x".repeat(17 << 10));

    // When
    Answer answer = request.send(RestAssured.port);

    // Then
    assertThat(answer.status()).isEqualTo(431);
  }

  private static void refused(Answer answer, int status, String reason) throws IOException {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.head()).contains("application/problem+json");
    assertThat(answer.problem().path("status").asInt()).isEqualTo(status);
    assertThat(answer.problem().path("type").asText()).isEqualTo("about:blank");
    assertThat(answer.problem().path("detail").asText()).contains(reason);
  }
}
