package io.retune.chassis.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.retune.testing.CallersProfile;
import io.retune.testing.KafkaBrokerResource;
import io.retune.testing.RawRequest;
import io.retune.testing.RawRequest.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(CallersProfile.class)
@QuarkusTestResource(KafkaBrokerResource.class)
class TokenAccessTest {
  @ParameterizedTest
  @CsvSource({
    "monitor, 200, 403, 403",
    "feed,    200, 200, 403",
    "anna,    200, 403, 200",
    "nobody,  401, 401, 401"
  })
  void aTokenOpensTheRoutesOfItsRoles(String name, int read, int write, int release)
      throws IOException {
    // Given
    String token = CallersProfile.token(name);

    // When
    Answer reading = RawRequest.get("/guarded").token(token).send(RestAssured.port);
    Answer writing = RawRequest.post("/guarded").token(token).json("{}").send(RestAssured.port);
    Answer releasing =
        RawRequest.post("/guarded/releases").token(token).json("{}").send(RestAssured.port);

    // Then
    assertThat(reading.status()).isEqualTo(read);
    assertThat(writing.status()).isEqualTo(write);
    assertThat(releasing.status()).isEqualTo(release);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/guarded/%72eleases",
        "/guarded//releases",
        "/guarded/releases/",
        "/guarded/x/../releases",
        "/guarded/releases;a",
        "/guarded/releases%3Ba",
        "/guarded/releases;a=/q/health",
        "/q/health/../../guarded/releases"
      })
  void noOtherSpellingOfAPathOpensItsRoute(String path) throws IOException {
    // Given
    RawRequest request = RawRequest.post(path).token("token-of-feed").json("{}");

    // When
    Answer answer = request.send(RestAssured.port);

    // Then
    assertThat(answer.status()).isIn(403, 404);
  }

  @Test
  void aRouteKnowsWhoCalledByTheToken() throws IOException {
    // Given
    RawRequest request = RawRequest.post("/guarded/releases").token("token-of-anna").json("{}");

    // When
    Answer answer = request.send(RestAssured.port);

    // Then
    assertThat(answer.body()).isEqualTo("anna");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/guarded",
        "/q/openapi",
        "/nowhere",
        "/q/health/../openapi",
        "/q/health;a",
        "/q/health%3Ba",
        "/q/health/..%2fopenapi"
      })
  void whatNeedsATokenSaysSo(String path) throws IOException {
    // Given
    RawRequest request = RawRequest.get(path);

    // When
    Answer answer = request.send(RestAssured.port);

    // Then
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.head()).contains("www-authenticate: bearer", "application/problem+json");
    assertThat(answer.problem().path("detail").asText())
        .isEqualTo("the request needs a valid bearer token");
  }

  @Test
  void aMissingRoleIsNamed() throws IOException {
    // Given
    RawRequest request = RawRequest.post("/guarded/releases").token("token-of-feed").json("{}");

    // When
    Answer answer = request.send(RestAssured.port);

    // Then
    assertThat(answer.head()).contains("application/problem+json");
    assertThat(answer.problem().path("detail").asText())
        .isEqualTo("the token does not have the role release");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/q/health", "/q/health/live", "/q/metrics"})
  void probesNeedNoToken(String path) throws IOException {
    // Given
    RawRequest request = RawRequest.get(path);

    // When
    Answer answer = request.send(RestAssured.port);

    // Then
    assertThat(answer.status()).isIn(200, 503);
  }

  @ParameterizedTest
  @CsvSource({
    "/page/file.js,                 404",
    "/page/file.js?a=b,             404",
    "/page/file.js/,                401",
    "/page/../guarded,              401",
    "/page/file.js/../../guarded,   401",
    "/page/file.js;/../../guarded,  401",
    "/page/%2e%2e/guarded,          401",
    "//page/file.js,                401"
  })
  void onlyThePathsOfAPageNeedNoToken(String path, int status) throws IOException {
    // Given
    RawRequest request = RawRequest.get(path);

    // When
    Answer answer = request.send(RestAssured.port);

    // Then
    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void aPagesPathIsNotOpenForWriting() throws IOException {
    // Given
    RawRequest request = RawRequest.post("/page/file.js").json("{}");

    // When
    Answer answer = request.send(RestAssured.port);

    // Then
    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void aTokenDoesNotMakeAPageOfAnotherSiteWelcome() throws IOException {
    // Given
    RawRequest request =
        RawRequest.post("/guarded")
            .token("token-of-feed")
            .header("Origin", "http://evil.example")
            .json("{}");

    // When
    Answer answer = request.send(RestAssured.port);

    // Then
    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void aBodyBehindATokenIsReadInFull() throws IOException {
    // Given
    String body = "x".repeat(2_000);
    RawRequest request =
        RawRequest.put("/guarded")
            .token("token-of-feed")
            .header("Content-Type", "text/plain")
            .body(body);

    // When
    Answer answer = request.send(RestAssured.port);

    // Then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("feed");
  }
}
