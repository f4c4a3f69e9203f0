package io.retune.ingest;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.retune.testing.RestartableBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a service with Streams says of itself while its broker is away. */
@QuarkusTest
@TestProfile(BrokerAwayTest.WithABrokerThatGoes.class)
class BrokerAwayTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** How long a probe waits for an answer. */
  private static final Duration PROBE = Duration.ofSeconds(2);

  RestartableBroker broker;

  @Test
  void saysWithinTwoSecondsThatItIsNotReadyAndIsReadyOnceTheBrokerIsBack() {
    // Given
    await().atMost(TIMEOUT).until(() -> ready().statusCode() == 200);
    broker.goAway();

    // When
    // Asked again where this machine was too busy to answer in time.
    Response away = await().atMost(TIMEOUT).until(BrokerAwayTest::ready, BrokerAwayTest::isInTime);
    Response live = get("/q/health/live");
    broker.comeBack();

    // Then
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.jsonPath().getString("checks.find { it.name == 'topics' }.data.reason"))
        .isEqualTo("the cluster does not answer within 1500 ms");
    assertThat(live.statusCode()).isEqualTo(200);
    await().atMost(TIMEOUT).until(() -> ready().statusCode() == 200);
  }

  private static Response ready() {
    return get("/q/health/ready");
  }

  private static boolean isInTime(Response answer) {
    return answer.time() < PROBE.toMillis();
  }

  /** A broker that can be taken away. */
  public static final class WithABrokerThatGoes implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(RestartableBroker.class));
    }

    @Override
    public Map<String, String> getConfigOverrides() {
      try {
        return Map.of("retune.state-dir", Files.createTempDirectory("retune-away-").toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
