package io.retune.eval;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.retune.testing.AclTable;
import io.retune.testing.SecuredBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A broker that gives each service the rights of the documentation. */
public final class SecuredBrokerResource implements QuarkusTestResourceLifecycleManager {
  /** The argument with which Streams are led to the listener with another host's certificate. */
  static final String MISLED = "misled";

  private static final Path RIGHTS = Path.of("../docs/security.md");

  private SecuredBroker broker;
  private boolean misled;

  @Override
  public void init(Map<String, String> arguments) {
    misled = arguments.containsKey(MISLED);
  }

  @Override
  public Map<String, String> start() {
    broker = SecuredBroker.start(List.of("eval", "trainer"));
    try {
      broker.allow(AclTable.of("eval", RIGHTS)).allow(AclTable.of("trainer", RIGHTS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> settings = new HashMap<>();
    broker.client("eval").forEach((name, value) -> settings.put("kafka." + name, value));
    settings.put("kafka.bootstrap.servers", broker.bootstrap());
    if (misled) {
      settings.put("quarkus.kafka-streams.bootstrap-servers", broker.bootstrapOfAnotherHost());
    }
    return settings;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(broker, new TestInjector.MatchesType(SecuredBroker.class));
  }

  @Override
  public void stop() {
    if (broker != null) {
      broker.close();
    }
  }
}
