package io.retune.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.retune.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Gives a Quarkus test a broker in this JVM that can go away and come back at the same address with
 * its records. It is injected into a field of its type.
 */
public final class RestartableBroker implements QuarkusTestResourceLifecycleManager {
  private Path directory;
  private EmbeddedBroker broker;
  private int port;

  @Override
  public Map<String, String> start() {
    try {
      directory = Files.createTempDirectory("retune-test-broker-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    broker = new EmbeddedBroker(directory, 0, Map.of());
    String bootstrap = broker.bootstrap();
    port = Integer.parseInt(bootstrap.substring(bootstrap.indexOf(':') + 1));
    return Map.of("kafka.bootstrap.servers", bootstrap);
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, new TestInjector.MatchesType(RestartableBroker.class));
  }

  /** Takes the broker away. */
  public void goAway() {
    broker.close();
  }

  /** Returns when the broker takes connections again. */
  public void comeBack() {
    broker = new EmbeddedBroker(directory, port, Map.of());
  }

  @Override
  public void stop() {
    if (broker != null) {
      broker.close();
    }
    try {
      TestBroker.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
