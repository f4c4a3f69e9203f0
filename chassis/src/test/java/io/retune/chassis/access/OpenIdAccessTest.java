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
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(OpenIdAccessTest.Settings.class)
@QuarkusTestResource(KafkaBrokerResource.class)
class OpenIdAccessTest {
  private static final String PRIVATE_KEY = "test.private-key";

  /** The key of the authentication server, so that no server is needed. */
  public static final class Settings implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      KeyPair keys = keys();
      return Map.of(
          "retune.http.auth",
          "oidc",
          "quarkus.oidc.public-key",
          Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()),
          "quarkus.oidc.token.audience",
          "retune",
          PRIVATE_KEY,
          Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()));
    }
  }

  @ParameterizedTest
  @CsvSource({"read, 200, 403, 403", "write, 403, 200, 403", "release, 403, 403, 200"})
  void aRoleOfTheTokenOpensItsRoutes(String role, int read, int write, int release)
      throws Exception {
    // Given
    String token = token(serverKey(), "anna", role, Instant.now());

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

  @Test
  void aRouteKnowsWhoCalledByTheToken() throws Exception {
    // Given
    String token = token(serverKey(), "anna", "release", Instant.now());

    // When
    Answer answer =
        RawRequest.post("/guarded/releases").token(token).json("{}").send(RestAssured.port);

    // Then
    assertThat(answer.body()).isEqualTo("anna");
  }

  @Test
  void aTokenOfAnotherServerIsRefused() throws Exception {
    // Given
    String token = token(keys().getPrivate(), "anna", "read", Instant.now());

    // When
    Answer answer = RawRequest.get("/guarded").token(token).send(RestAssured.port);

    // Then
    unauthenticated(answer);
  }

  @Test
  void aTokenOfYesterdayIsRefused() throws Exception {
    // Given
    String token = token(serverKey(), "anna", "read", Instant.now().minus(Duration.ofDays(1)));

    // When
    Answer answer = RawRequest.get("/guarded").token(token).send(RestAssured.port);

    // Then
    unauthenticated(answer);
  }

  @Test
  void nobodyMayTakeTheNameOfTheGate() throws Exception {
    // Given
    String token = token(serverKey(), " Gate", "release", Instant.now());

    // When
    Answer answer =
        RawRequest.post("/guarded/releases").token(token).json("{}").send(RestAssured.port);

    // Then
    unauthenticated(answer);
  }

  @Test
  void aRequestWithoutATokenIsRefused() throws IOException {
    // Given
    RawRequest request = RawRequest.get("/q/openapi");

    // When
    Answer answer = request.send(RestAssured.port);

    // Then
    unauthenticated(answer);
  }

  private static void unauthenticated(Answer answer) throws IOException {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.head()).contains("application/problem+json", "www-authenticate: bearer");
    assertThat(answer.problem().path("status").asInt()).isEqualTo(401);
  }

  private static String token(PrivateKey key, String name, String role, Instant issued) {
    return Jwt.upn(name)
        .subject("subject-of-" + name)
        .audience("retune")
        .groups(Set.of(role))
        .issuedAt(issued)
        .expiresAt(issued.plus(Duration.ofMinutes(5)))
        .sign(key);
  }

  private static PrivateKey serverKey() throws Exception {
    byte[] encoded =
        Base64.getDecoder().decode(ConfigProvider.getConfig().getValue(PRIVATE_KEY, String.class));
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
