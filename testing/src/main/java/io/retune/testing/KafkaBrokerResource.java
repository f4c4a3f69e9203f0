package io.retune.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a Quarkus test a real broker; the service under test creates its topics itself. */
public final class KafkaBrokerResource implements QuarkusTestResourceLifecycleManager {
  private TestBroker broker;

  @Override
  public Map<String, String> start() {
    broker = TestBroker.start();
    return Map.of("kafka.bootstrap.servers", broker.bootstrap());
  }

  @Override
  public void stop() {
    if (broker != null) {
      broker.close();
    }
  }
}
