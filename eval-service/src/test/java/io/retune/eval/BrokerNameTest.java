package io.retune.eval;

import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.retune.testing.SecuredBrokerResource;
import io.retune.testing.SecuredServiceProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;

/** The other clients find the broker; Streams find one with the certificate of another host. */
@QuarkusTest
@TestProfile(BrokerNameTest.Settings.class)
class BrokerNameTest {
  /** As this service, with Streams led astray. */
  public static final class Settings extends SecuredServiceProfile {
    public Settings() {
      super(Map.of(SecuredBrokerResource.USER, "eval", SecuredBrokerResource.MISLED, "true"));
    }

    /** Without Streams it is not live and would end itself, and the tests with it. */
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
      settings.put("retune.liveness.interval", "1h");
      return settings;
    }
  }

  @Inject KafkaStreams streams;

  @Test
  void streamsRefuseABrokerWithTheCertificateOfAnotherHost() {
    // Given: a broker with the right name has them running within a second or two.
    Duration longEnough = Duration.ofSeconds(10);

    // When, Then
    await()
        .during(longEnough)
        .atMost(longEnough.multipliedBy(2))
        .until(() -> streams.state() != KafkaStreams.State.RUNNING);
  }
}
